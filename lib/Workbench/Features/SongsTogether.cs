using System.Collections.Immutable;

namespace Workbench.Features;

/// <summary>Songs by several specs at once, for an ensemble. Whoever knows nothing of the others sees the first.</summary>
/// <param name="parts">The same songs by each spec, at least one.</param>
internal sealed class SongsTogether(ImmutableArray<SongFeatures> parts) : SongFeatures(parts[0].ColumnNames)
{
    /// <inheritdoc/>
    public override int SongCount => parts[0].SongCount;

    /// <inheritdoc/>
    public override FeatureMatrix Summaries => parts[0].Summaries;

    /// <inheritdoc/>
    public override bool AreSummaries => parts[0].AreSummaries;

    /// <inheritdoc/>
    internal override ImmutableArray<SongFeatures> Parts => parts;

    /// <inheritdoc/>
    public override int FrameCount(int song) => parts[0].FrameCount(song);

    /// <inheritdoc/>
    public override void Read(int song, int firstFrame, Span<float> values) => parts[0].Read(song, firstFrame, values);

    /// <inheritdoc/>
    internal override SongFeatures Then(SongFeatures others) =>
        new SongsTogether([.. parts.Zip(others.Parts, (part, other) => part.Then(other))]);

    /// <inheritdoc/>
    public override SongFeatures Songs(IReadOnlyList<int> indices) => new SongsTogether([.. parts.Select(part => part.Songs(indices))]);
}
