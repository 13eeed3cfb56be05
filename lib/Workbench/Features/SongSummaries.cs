namespace Workbench.Features;

/// <summary>One row a song, out of a matrix that others may share: parts of a dataset are views of its rows.</summary>
internal sealed class SongSummaries : SongFeatures
{
    private readonly FeatureMatrix matrix;
    private readonly int[]? rows;
    private readonly Lazy<FeatureMatrix> summaries;

    /// <param name="matrix"><c>[songs, columns]</c>.</param>
    public SongSummaries(FeatureMatrix matrix) : this(matrix, null) { }

    /// <param name="matrix">The rows.</param>
    /// <param name="rows">The row of each song; null for all in their order.</param>
    private SongSummaries(FeatureMatrix matrix, int[]? rows) : base(matrix.ColumnNames) =>
        (this.matrix, this.rows, summaries) = (matrix, rows, new(() => rows is null ? matrix : matrix.Rows(rows)));

    /// <inheritdoc/>
    public override int SongCount => rows?.Length ?? matrix.RowCount;

    /// <inheritdoc/>
    /// <remarks>A copy, of a part of the matrix: who can do so reads songs.</remarks>
    public override FeatureMatrix Summaries => summaries.Value;

    /// <inheritdoc/>
    public override bool AreSummaries => true;

    /// <inheritdoc/>
    public override int FrameCount(int song) => 1;

    /// <inheritdoc/>
    public override void Read(int song, int firstFrame, Span<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(firstFrame, 0);
        matrix.Row(RowOf(song))[..values.Length].CopyTo(values);
    }

    /// <inheritdoc/>
    internal override SongFeatures Then(SongFeatures others) => others is SongSummaries more && more.matrix == matrix
        ? new SongSummaries(matrix, [.. Rows(), .. more.Rows()])
        : new SongSummaries(new(ColumnNames, [.. Summaries.Values, .. others.Summaries.Values]));

    /// <inheritdoc/>
    public override SongFeatures Songs(IReadOnlyList<int> indices)
    {
        var chosen = new int[indices.Count];
        for (var i = 0; i < chosen.Length; i++)
            chosen[i] = RowOf(indices[i]);
        return new SongSummaries(matrix, chosen);
    }

    private int RowOf(int song) => rows is null ? song : rows[song];

    private IEnumerable<int> Rows() => rows ?? Enumerable.Range(0, matrix.RowCount);
}
