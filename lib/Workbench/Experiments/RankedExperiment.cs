using System.Collections.Immutable;
using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>An experiment where runs are ranked: a run, or all that repeat it with other seeds and folds.</summary>
/// <param name="Runs">At least one, by fold and seed.</param>
internal sealed record RankedExperiment(ImmutableArray<Run> Runs)
{
    /// <summary>The run that stands for all of them: the first, as any other would be chosen for its luck.</summary>
    public Run First => Runs[0];

    /// <summary>The splits that it was evaluated by.</summary>
    public ImmutableHashSet<string> Splits { get; } = [.. Runs.Select(run => run.Summary.SplitHash)];

    /// <inheritdoc cref="RunRepeats.Seeds"/>
    public string Seeds => RunRepeats.SeedsOf([.. Runs.Select(run => (run.Summary.Seed, RunEntry.FoldOf(run.Spec)))]);

    /// <summary>The measures of one's own that any of its runs was evaluated by.</summary>
    public IEnumerable<Measure> OwnMeasures => Runs.SelectMany(run => run.Summary.Validation.Own).Distinct();

    /// <summary>A score on the validation part; null where no run has it.</summary>
    public RepeatedScore? this[Measure measure] =>
        Of(Runs.Select(run => run.Summary.Validation[measure]));

    /// <summary>The same as it is read: with the interval of a single run, with all points of several.</summary>
    public string Text(Measure measure) => Text(this[measure], First.Summary.ValidationIntervals?[measure]);

    /// <summary>The area under the ROC curve of a genre on the validation part, likewise; null where it is not learned.</summary>
    public string? RocAucOf(string genre)
    {
        var found = Runs.SelectMany(run => run.Summary.Validation.PerLabel
            .Select((label, i) => (Label: label, Interval: run.Summary.ValidationIntervals?.PerLabel[i].RocAuc))
            .Where(label => label.Label.Label == genre)).ToArray();
        return found.Length == 0 ? null : Text(Of(found.Select(label => label.Label.RocAuc)), found[0].Interval);
    }

    /// <summary>
    /// A score of a single run with its interval, where enough artists give one; of several their mean, lowest and highest.
    /// </summary>
    public (double? Score, Interval? Interval) Range(Func<Run, double?> score, Func<Run, Interval?> interval)
    {
        double[] all = [.. Runs.Select(score).OfType<double>()];
        return all.Length < 2 ? (score(First), interval(First)) : (all.Average(), new(all.Average(), all.Min(), all.Max()));
    }

    private string Text(RepeatedScore? score, Interval? interval) =>
        Runs.Length > 1 ? score?.ToString() ?? ScoreLine.Number(null) : ScoreLine.Text(interval, score?.Mean);

    private static RepeatedScore? Of(IEnumerable<double?> scores) =>
        scores.OfType<double>().ToImmutableArray() is { Length: > 0 } points ? new(points) : null;
}
