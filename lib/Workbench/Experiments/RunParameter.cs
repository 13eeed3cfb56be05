namespace Workbench.Experiments;

/// <summary>A parameter of an experiment with its value, as its JSON has them.</summary>
/// <param name="Name">Its whole name, for instance <c>training.optimizer.learningRate</c>.</param>
/// <param name="Value">Its value as text; empty for none.</param>
public sealed record RunParameter(string Name, string Value)
{
    private const int LongestValue = 40;

    /// <summary>Some parameters in one line: <c>learningRate=0.01 batchSize=8</c>; long values are cut.</summary>
    public static string Line(IReadOnlyCollection<RunParameter> parameters)
    {
        string[] names = [.. parameters.Select(parameter => parameter.Name)];
        return string.Join(' ', parameters.Select(p => $"{SpecParameters.ShortName(p.Name, names)}="
            + (p.Value.Length > LongestValue ? $"{p.Value[..LongestValue]}…" : p.Value)));
    }
}
