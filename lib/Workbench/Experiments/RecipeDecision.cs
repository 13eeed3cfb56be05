namespace Workbench.Experiments;

/// <summary>A value that the data decided.</summary>
/// <param name="Parameter">As <see cref="ExperimentSpec.With(string, string)"/> takes it, <c>training.epochs</c>.</param>
/// <param name="Value">The value, for people.</param>
/// <param name="Reason">Why, in plain words.</param>
public sealed record RecipeDecision(string Parameter, string Value, string Reason)
{
    /// <summary>Whose training it is of, where an experiment has several; null for all of it.</summary>
    public string? Member { get; init; }

    /// <summary>Parameter, value and reason in a line.</summary>
    public override string ToString() => $"{Of}{Parameter} {Value}: {Reason}";

    /// <summary>The value with the last word of its parameter.</summary>
    internal string InWords => $"{Of}{Parameter[(Parameter.LastIndexOf('.') + 1)..]} {Value}";

    private string Of => Member is null ? "" : $"{Member} ";
}
