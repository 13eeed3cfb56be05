namespace Workbench.Experiments;

/// <summary>A parameter of an experiment with its value, as its JSON has them.</summary>
/// <param name="Name">Its whole name, for instance <c>training.optimizer.learningRate</c>.</param>
/// <param name="Value">Its value as text; empty for none.</param>
public sealed record RunParameter(string Name, string Value);
