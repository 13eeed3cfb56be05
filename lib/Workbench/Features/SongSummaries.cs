namespace Workbench.Features;

/// <summary>One row a song.</summary>
/// <param name="matrix"><c>[songs, columns]</c>.</param>
internal sealed class SongSummaries(FeatureMatrix matrix) : SongFeatures(matrix.ColumnNames)
{
    /// <inheritdoc/>
    public override int SongCount => matrix.RowCount;

    /// <inheritdoc/>
    public override FeatureMatrix Summaries => matrix;

    /// <inheritdoc/>
    public override bool AreSummaries => true;

    /// <inheritdoc/>
    public override int FrameCount(int song) => 1;

    /// <inheritdoc/>
    public override void Read(int song, int firstFrame, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(firstFrame, 0);
        matrix.Row(song)[..values.Length].CopyTo(values);
    }

    /// <inheritdoc/>
    internal override SongFeatures Then(SongFeatures others) =>
        new SongSummaries(new(ColumnNames, [.. matrix.Values, .. others.Summaries.Values]));

    /// <inheritdoc/>
    public override SongFeatures Songs(IReadOnlyList<int> indices) => new SongSummaries(matrix.Rows(indices));
}
