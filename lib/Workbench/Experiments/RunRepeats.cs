using System.Collections.Immutable;
using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>
/// The runs of one experiment that differ in their seeds or folds alone, which is one line where runs are listed: how good the experiment
/// is, and how much of that is the luck of a split.
/// </summary>
public sealed class RunRepeats
{
    private RunRepeats(IEnumerable<RunEntry> runs)
    {
        // Of the same songs in the same parts with the same seed, the latest counts: a repetition that repeats all tells nothing of luck.
        Runs = [.. runs.GroupBy(run => (run.Seed, run.SplitHash)).Select(same => same.Last())
            .OrderBy(run => run.Fold).ThenBy(run => run.Seed).ThenBy(run => run.Id, StringComparer.Ordinal)];
        Older = [.. runs.Except(Runs)];
        double[] points = [.. Runs.Select(run => run.Validation).OfType<double>()];
        Validation = points.Length > 0 ? new([.. points]) : null;
    }

    /// <summary>The runs by fold and seed, one each.</summary>
    public ImmutableArray<RunEntry> Runs { get; }

    /// <summary>Runs with the seed and the parts of a later one of <see cref="Runs"/>.</summary>
    public ImmutableArray<RunEntry> Older { get; }

    /// <summary>Both.</summary>
    internal IEnumerable<RunEntry> All => Runs.Concat(Older);

    /// <summary>The latest run.</summary>
    public RunEntry Latest => Runs.MaxBy(run => run.Id, StringComparer.Ordinal)!;

    /// <summary>The validation scores, one a run that has one; null where none has.</summary>
    public RepeatedScore? Validation { get; }

    /// <summary>What to call them: their names, or the id of the latest where none has one.</summary>
    public string Title => All.Select(run => run.Name).OfType<string>().Distinct().ToArray() is { Length: > 0 } names
        ? string.Join(", ", names) : Latest.Id;

    /// <summary>Their seeds, and their folds where they have some: <c>0, 1, 2</c>, <c>0; folds 0, 1, 2</c>.</summary>
    public string Seeds => SeedsOf([.. Runs.Select(run => (run.Seed, run.Fold))]);

    /// <summary>
    /// The score of a single run with its interval over artists; of several the mean, their standard deviation, and all of them.
    /// </summary>
    public string ScoreText => Runs.Length > 1 ? Validation?.ToString() ?? ScoreLine.Number(null)
        : ScoreLine.Text(Latest.ValidationInterval, Latest.Validation);

    /// <summary>The experiments of runs, in the order of their latest runs; what was stopped by hand repeats nothing.</summary>
    /// <param name="runs">Runs, oldest first.</param>
    public static ImmutableArray<RunRepeats> Of(IEnumerable<RunEntry> runs) =>
        [.. runs.GroupBy(run => (run.Experiment, Stopped: run.Stopped ? run.Id : "")).Select(repeats => new RunRepeats(repeats))
            .OrderBy(repeats => repeats.Latest.Id, StringComparer.Ordinal)];

    /// <inheritdoc cref="Seeds"/>
    internal static string SeedsOf(IReadOnlyList<(int Seed, int? Fold)> runs)
    {
        static string Listed(IEnumerable<int> numbers) => string.Join(", ", numbers.Distinct().Order());
        int[] folds = [.. runs.Select(run => run.Fold).OfType<int>()];
        return Listed(runs.Select(run => run.Seed)) + (folds.Length > 0 ? $"; folds {Listed(folds)}" : "");
    }
}
