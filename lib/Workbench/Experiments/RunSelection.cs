using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>The runs that are to be compared, and those that were left out of them.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="LeftOut">The others, with the reason.</param>
public sealed record RunSelection(ImmutableArray<Run> Runs, ImmutableArray<LeftOutRun> LeftOut)
{
    /// <summary>The runs that are named, whatever they are of.</summary>
    /// <exception cref="WorkbenchException">No such run, or several that could be meant.</exception>
    public static RunSelection Named(RunStore store, IEnumerable<string> names) => new([.. names.Select(store.Open)], []);

    /// <summary>Of the runs that are wanted, those that answer the question of the latest: of its dataset, with its genres.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="wanted">Which are wanted.</param>
    /// <param name="work">What stops it; null for <see cref="Work.OnAllProcessors"/>.</param>
    public static RunSelection Like(RunStore store, RunFilter wanted, Work? work = null)
    {
        var index = store.Index(work);
        RunEntry[] entries = [.. index.Runs.Where(wanted.Matches)];
        var leftOut = index.Damaged.Select(run => new LeftOutRun(run.Id, run.Problem)).ToList();
        if (entries is not [.., var latest])
            return new([], [.. leftOut]);
        var genres = GenresOf(store.Open(latest.Id));
        var runs = new List<Run>();
        foreach (var entry in entries)
        {
            if (!entry.IsOfDatasetOf(latest))
                leftOut.Add(new(entry.Id, entry.Dataset == latest.Dataset
                    ? $"of the dataset {entry.DatasetPath}, and the latest run is of {latest.DatasetPath}"
                    : $"of the dataset {entry.Dataset}, and the latest run is of {latest.Dataset}"));
            else if (entry.Validation is null)
                leftOut.Add(new(entry.Id, "its score on the validation part is undefined"));
            else if (store.Open(entry.Id) is var run && !GenresOf(run).SequenceEqual(genres))
                leftOut.Add(new(entry.Id, "it learned other genres than the latest run"));
            else
                runs.Add(run);
        }
        return new([.. runs], [.. leftOut]);
    }

    private static IEnumerable<string> GenresOf(Run run) => run.Summary.Validation.PerLabel.Select(label => label.Label);
}
