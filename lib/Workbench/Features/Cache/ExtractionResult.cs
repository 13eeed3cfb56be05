using System.Collections.Immutable;

namespace Workbench.Features.Cache;

/// <summary>What <see cref="FeatureCache"/> found, of all files or of a piece of them.</summary>
/// <param name="Rows">
/// The index, among the paths asked for, of the file that each song of <paramref name="Songs"/> belongs to; ascending where these are all.
/// </param>
/// <param name="Songs">One song a file that could be read.</param>
/// <param name="Quarantined">The other files, in the same order.</param>
/// <param name="CachedCount">How many rows were there before.</param>
internal sealed record ExtractionResult(ImmutableArray<int> Rows, SongFeatures Songs,
    ImmutableArray<QuarantinedFile> Quarantined, int CachedCount)
{
    /// <summary>One row a song, <c>[songs, columns]</c>.</summary>
    /// <exception cref="Foundation.WorkbenchException">The spec keeps every frame.</exception>
    public FeatureMatrix Features => Songs.Summaries;

    /// <summary>The songs by one more spec; those that lack it join the files that cannot be used.</summary>
    /// <param name="more">What was found of the songs of <see cref="Rows"/>.</param>
    public ExtractionResult Alongside(ExtractionResult more) => new([.. more.Rows.Select(row => Rows[row])],
        SongFeatures.Together([.. Songs.Songs(more.Rows).Parts, more.Songs]),
        [.. Quarantined.Concat(more.Quarantined.Select(file => file with { Index = Rows[file.Index] })).OrderBy(file => file.Index)],
        Math.Min(CachedCount, more.CachedCount));
}
