using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>Many experiments around one: every combination of some values, or some draws.</summary>
public static class Sweep
{
    /// <summary>The most experiments of one sweep; nobody waits for more.</summary>
    public const int MostExperiments = 10_000;

    /// <summary>Every combination of the axes' values, the last axis fastest.</summary>
    /// <exception cref="WorkbenchException">
    /// An axis is a range, or names no parameter, or there are more than <see cref="MostExperiments"/> combinations.
    /// </exception>
    /// <exception cref="InvalidSpecException">A value makes no valid experiment.</exception>
    public static ImmutableArray<ExperimentSpec> Grid(ExperimentSpec centre, IReadOnlyList<SweepAxis> axes)
    {
        if (axes.FirstOrDefault(axis => axis.Kind != SweepAxisKind.List) is { } range)
            throw new WorkbenchException($"{range.Parameter} is a range; a grid needs values. List them, or draw at random.");
        var count = axes.Aggregate(BigInteger.One, (product, axis) => product * axis.Values.Length);
        if (count > MostExperiments)
            throw new WorkbenchException(string.Create(CultureInfo.InvariantCulture, $"The grid has {count:N0} experiments (")
                + string.Join(" x ", axes.Select(axis => $"{axis.Values.Length} of {axis.Parameter}"))
                + $"), and {MostExperiments} are the most. List fewer values, or draw some of them by chance (--random).");
        return Valid(axes.Aggregate(new[] { NotRefit(centre) }.AsEnumerable(),
            (specs, axis) => specs.SelectMany(spec => axis.Values.Select(value => spec.With(axis.Parameter, value)))));
    }

    /// <summary>Experiments with every axis drawn by chance; those drawn twice are run once.</summary>
    /// <param name="centre">What is varied.</param>
    /// <param name="axes">The parameters to vary.</param>
    /// <param name="count">Number of draws, 1 to <see cref="MostExperiments"/>.</param>
    /// <param name="seed">Seed of the draws; the first draws are the same for any number of them.</param>
    /// <exception cref="WorkbenchException">An axis names no parameter, or the count is out of its range.</exception>
    /// <exception cref="InvalidSpecException">A value makes no valid experiment.</exception>
    public static ImmutableArray<ExperimentSpec> Random(ExperimentSpec centre, IReadOnlyList<SweepAxis> axes, int count, int seed)
    {
        if (count is < 1 or > MostExperiments)
            throw new WorkbenchException($"Draws {count} must be 1 to {MostExperiments}; 20 is usual.");
        var rng = new Random(seed);
        return Valid(
            Enumerable.Range(0, count)
                .Select(_ => axes.Aggregate(NotRefit(centre), (spec, axis) => spec.With(axis.Parameter, axis.Draw(rng)))));
    }

    /// <summary>Every experiment with several seeds, from its own upwards: the mean over them says more than one split can.</summary>
    /// <param name="specs">The experiments.</param>
    /// <param name="seeds">How many seeds, at least 1; 5 are usual.</param>
    /// <exception cref="WorkbenchException">
    /// Fewer than one, too many experiments, or one whose every part names a seed of its own and so would be the same each time.
    /// </exception>
    public static ImmutableArray<ExperimentSpec> Repeat(IReadOnlyList<ExperimentSpec> specs, int seeds)
    {
        if (seeds < 1 || (long)seeds * specs.Count > MostExperiments)
            throw new WorkbenchException($"Seeds {seeds} must be 1 to {MostExperiments / Math.Max(1, specs.Count)} for {specs.Count} "
                + "experiments; 5 are usual.");
        return seeds == 1 ? [.. specs] : Valid(specs.SelectMany(spec => Enumerable.Range(spec.Seed, seeds)
            .Select(seed => spec.With("seed", seed.ToString(CultureInfo.InvariantCulture)))));
    }

    /// <summary>
    /// The finished runs of some experiments, evaluated by the same measures; those that were stopped by hand are not finished.
    /// </summary>
    /// <param name="specs">The experiments.</param>
    /// <param name="runs">All runs there are.</param>
    /// <returns>For each experiment its latest run, or null.</returns>
    public static ImmutableArray<Run?> Find(IReadOnlyList<ExperimentSpec> specs, RunStore runs)
    {
        var latest = new Dictionary<(string, ClassificationTask, EvaluationSpec?), Run>();
        // A run names its loss; an experiment that does not has that of the run's task.
        var tasks = Enum.GetValues<ClassificationTask>();
        var wanted = specs.SelectMany(spec => tasks.Select(task => SpecJson.Hash(spec.For(task).Unrepeated()))).ToHashSet();
        foreach (var entry in runs.Index().Runs.Where(entry => !entry.Stopped && wanted.Contains(entry.Experiment)))
        {
            var run = runs.Open(entry.Id);
            latest[(SpecJson.Hash(run.Spec), run.Summary.Task, run.Spec.Evaluation)] = run;
        }
        return [.. specs.Select(spec => tasks
            .Select(task => latest.GetValueOrDefault((SpecJson.Hash(spec.For(task)), task, spec.Evaluation)))
            .FirstOrDefault(run => run is not null))];
    }

    /// <summary>Models that are only to be compared are not trained again, unless that was asked for.</summary>
    private static ExperimentSpec NotRefit(ExperimentSpec centre) => centre with { Refit = centre.Refit ?? false };

    private static ImmutableArray<ExperimentSpec> Valid(IEnumerable<ExperimentSpec> specs)
    {
        ImmutableArray<ExperimentSpec> distinct = [.. specs.DistinctBy(SpecJson.Hash)];
        foreach (var spec in distinct)
            spec.Validate();
        return distinct;
    }
}
