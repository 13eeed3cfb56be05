using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// Experiments by their macro ROC-AUC on the validation part, by top-1 accuracy where songs have one genre, or by any measure that is asked
/// for, best first; of several seeds or folds their mean counts. Test parts are not asked: a choice made by them would spoil them.
/// </summary>
internal sealed class Leaderboard
{
    private const int VerdictCount = 3;

    /// <summary>Ranks runs.</summary>
    /// <param name="runs">At least one.</param>
    /// <param name="isEach">Whether runs that repeat each other with other seeds and folds stand apart all the same.</param>
    /// <param name="by">Key, column or name of what they are ranked by; null for the first headline of their task.</param>
    /// <exception cref="WorkbenchException">No run, no such measure, or a run that lacks it.</exception>
    public Leaderboard(IReadOnlyCollection<Run> runs, bool isEach = false, string? by = null)
    {
        if (runs.Count == 0)
            throw new WorkbenchException("There is no run to compare; train one: workbench train --dataset demo --model mlp");
        Task = runs.All(run => run.Summary.Task == ClassificationTask.SingleLabel) ? ClassificationTask.SingleLabel : default;
        Measure = by is null ? Measures.HeadlinesOf(Task)[0] : Named(by, runs);
        var experiments = isEach ? [.. runs.Select(run => new RankedExperiment([run]))] : Repeated(runs);
        var sign = Measure.BetterWhen == BetterWhen.Lower ? -1 : 1;
        Experiments = [.. experiments.OrderByDescending(experiment => sign * experiment[Measure]?.Mean)
            .ThenByDescending(experiment => experiment[Measures.RocAucMacro]?.Mean)
            .ThenBy(experiment => experiment.First.Id, StringComparer.Ordinal)];
        Differences = SpecParameters.Differences(
            [.. Experiments.Select(experiment => isEach ? experiment.First.Spec : experiment.First.Spec.Unrepeated())]);
    }

    /// <summary>That of all runs; several labels a song where they differ.</summary>
    public ClassificationTask Task { get; }

    /// <summary>What they are ranked by.</summary>
    public Measure Measure { get; }

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

    private static Measure Named(string name, IReadOnlyCollection<Run> runs)
    {
        Measure[] all = [.. Measures.All, .. runs.SelectMany(run => run.Summary.Validation.Own).Distinct()];
        Measure[] meant = [.. all.Where(measure => new[] { measure.Key, measure.Column, measure.Name }.Contains(name))];
        if (meant.Length != 1)
            throw meant.Length == 0 ? UnknownName.Of("measure", name, all.Select(measure => measure.Key).Distinct())
                : new WorkbenchException($"{name} is {meant.Length} measures here, of other code or another meaning; "
                    + "name the runs that have the same one.");
        return runs.FirstOrDefault(run => run.Summary.Validation[meant[0]] is null) is { } without
            ? throw new WorkbenchException($"Run {without.Id} has no {name}, so it cannot be ranked by it; name the runs that have it.")
            : meant[0];
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
