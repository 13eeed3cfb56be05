using System.Collections.Immutable;

namespace Workbench.Experiments;

/// <summary>A value of an experiment that can be changed by its name.</summary>
/// <param name="Name">As <see cref="ExperimentSpec.With(string, string)"/> takes it, <c>training.optimizer.learningRate</c>.</param>
/// <param name="Value">What it is; empty for null.</param>
/// <param name="Values">What it can be, in words.</param>
/// <param name="Words">The words that it can be; empty where it is a number or anything else.</param>
public sealed record ExperimentParameter(string Name, string Value, string Values, ImmutableArray<string> Words);
