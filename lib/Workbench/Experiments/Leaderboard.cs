using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// Runs by their macro ROC-AUC on the validation part, or by top-1 accuracy where songs have one genre, best first. Test parts are not
/// asked: a choice made by them would spoil them.
/// </summary>
internal sealed class Leaderboard
{
    private const int VerdictCount = 3;

    /// <summary>Ranks runs.</summary>
    /// <param name="runs">At least one.</param>
    /// <exception cref="WorkbenchException">No run.</exception>
    public Leaderboard(IReadOnlyCollection<Run> runs)
    {
        if (runs.Count == 0)
            throw new WorkbenchException("There is no run to compare; train one: workbench train --dataset demo --model mlp");
        Task = runs.All(run => run.Summary.Task == ClassificationTask.SingleLabel) ? ClassificationTask.SingleLabel : default;
        Runs = [.. runs.OrderByDescending(run => run.Summary.Validation[Measure])
            .ThenByDescending(run => run.Summary.Validation.RocAucMacro).ThenBy(run => run.Id, StringComparer.Ordinal)];
        Differences = SpecParameters.Differences([.. Runs.Select(run => run.Spec)]);
    }

    /// <summary>That of all runs; several labels a song where they differ.</summary>
    public ClassificationTask Task { get; }

    /// <summary>What they are ranked by: the first headline of their task.</summary>
    public Measure Measure => Measures.HeadlinesOf(Task)[0];

    /// <summary>The runs, best first.</summary>
    public ImmutableArray<Run> Runs { get; }

    /// <summary>The parameters in which they differ, each with one value a run.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Differences { get; }

    /// <summary>The best against the few that follow, in words: more than chance, or not shown.</summary>
    /// <param name="nameOf">What to call a run.</param>
    public IEnumerable<string> Verdicts(Func<Run, string> nameOf) =>
        Runs.Skip(1).Take(VerdictCount).Select(other => Verdict(Runs[0], other, nameOf));

    private string Verdict(Run best, Run other, Func<Run, string> nameOf) => best.Summary.SplitHash == other.Summary.SplitHash
        ? new Bootstrap().Difference(Measure, best.ValidationPredictions, other.ValidationPredictions, Work.OnAllProcessors)
            .Verdict(nameOf(best), nameOf(other))
        : $"Not comparable: {nameOf(best)} and {nameOf(other)} were evaluated on different songs";
}
