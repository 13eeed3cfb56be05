using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Training.Logistic;

/// <summary>
/// The songs of a training part in folds that share no artist, every genre's share in each as near to that in all as artists allow.
/// </summary>
internal static class LogisticFolds
{
    /// <summary>Folds, where there are as many artists.</summary>
    private const int Usual = 5;

    /// <summary>The songs of each fold; a single fold where all are by one artist.</summary>
    public static ImmutableArray<int>[] Of(ImmutableArray<Track> tracks, int seed)
    {
        ImmutableArray<ImmutableArray<int>> groups = [.. Enumerable.Range(0, tracks.Length).GroupBy(i => tracks[i].Group)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToImmutableArray())];
        var count = Math.Min(Usual, groups.Length);
        var assignment = new GroupAssignment(groups, tracks, [.. tracks.SelectMany(t => t.Labels).Distinct().Order(StringComparer.Ordinal)],
            [.. Enumerable.Repeat(1.0 / count, count)]);
        assignment.Solve(new(seed));
        return [.. Enumerable.Range(0, count).Select(assignment.TracksOf).Where(fold => !fold.IsEmpty)];
    }
}
