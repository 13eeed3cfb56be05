namespace Workbench.Features;

/// <summary>The frames of one clip, in memory.</summary>
/// <param name="frames"><c>[frames, columns]</c>, at least one.</param>
internal sealed class ClipFrames(FeatureMatrix frames) : SongFeatures(frames.ColumnNames)
{
    /// <inheritdoc/>
    public override int SongCount => 1;

    /// <inheritdoc/>
    public override int FrameCount(int song) => frames.RowCount;

    /// <inheritdoc/>
    public override void Read(int song, int firstFrame, Span<float> values) =>
        frames.Values.Slice(firstFrame * ColumnCount, values.Length).CopyTo(values);

    /// <inheritdoc/>
    public override SongFeatures Songs(IReadOnlyList<int> indices) =>
        indices.Count == 1 && indices[0] == 0 ? this
            : throw new ArgumentOutOfRangeException(nameof(indices), "There is one clip, number 0.");
}
