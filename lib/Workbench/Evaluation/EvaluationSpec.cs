using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>What an experiment is evaluated by, beside the <see cref="Measures"/> that every run has. It changes no model.</summary>
public sealed record EvaluationSpec
{
    /// <summary>
    /// Measures of one's own, made by <c>Measure.Of</c>, each key once.
    /// </summary>
    public ImmutableArray<Measure> Measures { get; init; } = [];

    /// <summary>The same with one more measure, in the place of one with its key.</summary>
    public EvaluationSpec With(Measure measure) => new() { Measures = [.. Measures.Where(own => own.Key != measure.Key), measure] };

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">With everything that is wrong.</exception>
    public void Validate()
    {
        var problems = new SpecProblems(nameof(EvaluationSpec));
        foreach (var measure in Measures)
            problems.Require(measure is OwnMeasure && OwnMeasure.ProblemOf(measure.Key) is null,
                measure is OwnMeasure ? OwnMeasure.ProblemOf(measure.Key) ?? ""
                    : $"{measure.Key} is computed of every run; name measures of your own alone.");
        foreach (var twice in Measures.CountBy(measure => measure.Key, StringComparer.OrdinalIgnoreCase).Where(count => count.Value > 1))
            problems.Require(false, $"The key {twice.Key} is that of {twice.Value} measures; give each its own.");
        problems.ThrowIfAny();
    }

    /// <summary>Whether the other spec has the same measures.</summary>
    public bool Equals(EvaluationSpec? other) => other is not null && Measures.AsSpan().SequenceEqual(other.Measures.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Measures.Length;
}
