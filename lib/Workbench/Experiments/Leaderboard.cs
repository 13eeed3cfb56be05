using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// Experiments by their macro ROC-AUC on the validation part, or by top-1 accuracy where songs have one genre, best first; of several seeds
/// or folds their mean counts. Test parts are not
/// asked: a choice made by them would spoil them.
/// </summary>
internal sealed class Leaderboard
{
    private const int VerdictCount = 3;

    /// <summary>Ranks runs.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="isEach">Whether runs that repeat each other with other seeds and folds stand apart all the same.</param>
    /// <exception cref="WorkbenchException">No run.</exception>
    public Leaderboard(IReadOnlyCollection<Run> runs, bool isEach = false)
    {
        if (runs.Count == 0)
            throw new WorkbenchException("There is no run to compare; train one: workbench train --dataset demo --model mlp");
        Task = runs.All(run => run.Summary.Task == ClassificationTask.SingleLabel) ? ClassificationTask.SingleLabel : default;
        var experiments = isEach ? [.. runs.Select(run => new RankedExperiment([run]))] : Repeated(runs);
        Experiments = [.. experiments.OrderByDescending(experiment => experiment[Measure]?.Mean)
            .ThenByDescending(experiment => experiment[Measures.RocAucMacro]?.Mean)
            .ThenBy(experiment => experiment.First.Id, StringComparer.Ordinal)];
        Differences = SpecParameters.Differences(
            [.. Experiments.Select(experiment => isEach ? experiment.First.Spec : experiment.First.Spec.Unrepeated())]);
    }

    /// <summary>That of all runs; several labels a song where they differ.</summary>
    public ClassificationTask Task { get; }

    /// <summary>What they are ranked by: the first headline of their task.</summary>
    public Measure Measure => Measures.HeadlinesOf(Task)[0];

    /// <summary>The experiments, best first.</summary>
    public ImmutableArray<RankedExperiment> Experiments { get; }

    /// <summary>Runs that repeat a later one in all, its seed and songs too, and tell nothing of luck.</summary>
    public ImmutableArray<LeftOutRun> LeftOut { get; private set; } = [];

    /// <summary>The parameters in which they differ, each with one value an experiment.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Differences { get; }

    /// <summary>The best against the few that follow, in words: more than chance, or not shown.</summary>
    /// <param name="nameOf">What to call an experiment.</param>
    public IEnumerable<string> Verdicts(Func<RankedExperiment, string> nameOf) =>
        Experiments.Skip(1).Take(VerdictCount)
            .Select(other => new PairedExperiments(Experiments[0], other, Measure).Verdict(nameOf(Experiments[0]), nameOf(other)));

    /// <summary>What must be known of a ranking in which not all were evaluated on the same songs.</summary>
    /// <param name="nameOf">What to call an experiment.</param>
    public IEnumerable<string> Cautions(Func<RankedExperiment, string> nameOf)
    {
        var elsewhere = Experiments.Where(other => !other.Splits.SetEquals(Experiments[0].Splits)).Select(nameOf).ToArray();
        if (elsewhere.Length > 0)
            yield return $"Caution: {string.Join(", ", elsewhere.Take(VerdictCount))}"
                + (elsewhere.Length > VerdictCount ? $" and {elsewhere.Length - VerdictCount} more" : "")
                + $" and {nameOf(Experiments[0])} were evaluated on different songs, and one split is easier than another. What compares "
                + "honestly is the mean over the same seeds: workbench sweep --seeds 5.";
        foreach (var (key, count) in Experiments.SelectMany(experiment => experiment.OwnMeasures).Distinct().CountBy(own => own.Key))
            if (count > 1)
                yield return $"Caution: {key} is {count} measures here, of other code or another meaning; by it, only runs are compared "
                    + "that have the same one.";
        if (Differences.Keys.FirstOrDefault(name => name.StartsWith("split.", StringComparison.Ordinal)) is { } split)
            yield return $"Caution: they differ in {split}. A split that lets an artist stand on both sides flatters.";
    }

    private RankedExperiment[] Repeated(IReadOnlyCollection<Run> runs)
    {
        var byId = runs.ToDictionary(run => run.Id);
        var repeats = RunRepeats.Of(runs.OrderBy(run => run.Id, StringComparer.Ordinal).Select(RunEntry.Of));
        LeftOut = [.. repeats.SelectMany(one =>
            one.Older.Select(run => new LeftOutRun(run.Id, "a later run has its experiment, seed and songs")))];
        return [.. repeats.Select(one => new RankedExperiment([.. one.Runs.Select(run => byId[run.Id])]))];
    }
}
