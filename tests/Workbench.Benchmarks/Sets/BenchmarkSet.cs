using System.Collections.Immutable;
using Workbench.Experiments;

namespace Workbench.Benchmarks.Sets;

/// <summary>Songs, and the splits on which models are judged by them.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Dataset">As <c>workbench train --dataset</c> takes it.</param>
/// <param name="Splits">As <c>--split</c> takes them, at least one; each is a turn.</param>
internal sealed record BenchmarkSet(string Name, string Dataset, ImmutableArray<string> Splits)
{
    /// <summary>As <c>--features</c> takes it, where there is no audio; null for what a model usually hears.</summary>
    public string? Table { get; init; }

    /// <summary>As <c>--labels</c> takes it.</summary>
    public string Labels { get; init; } = "auto";

    /// <summary>How many of the splits a model of segments is given, which takes its time.</summary>
    public int SlowSplits { get; init; } = int.MaxValue;

    /// <summary>Whether the songs of these splits are also asked of in changed sound.</summary>
    public bool IsShifted { get; init; }

    /// <summary>The experiment of <c>workbench train</c> with these options and no others; of a race, of what it races.</summary>
    public ExperimentSpec Experiment(string model, string split)
    {
        var spec = new ExperimentSpec { Dataset = Dataset };
        spec = ModelRace.IsAskedFor(model) ? spec : spec.With("model", model);
        return (Table is null ? spec : spec.With("features", Table)).With("split", split).With("labels", Labels);
    }

    /// <summary>The splits that a model is judged on; none where it hears segments and there is no audio.</summary>
    public IEnumerable<string> SplitsFor(string model) =>
        ModelRace.IsAskedFor(model) ? Splits.Take(Table is null ? SlowSplits : int.MaxValue)
        : Experiment(model, Splits[0]).Members().All(member => member.Model.SegmentFrames is null) ? Splits
        : Splits.Take(Table is null ? SlowSplits : 0);
}
