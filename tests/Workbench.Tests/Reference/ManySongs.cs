using Workbench.Features;

namespace Workbench.Tests.Reference;

/// <summary>As many songs as wanted, which are a few rows over and over; presses a button when so many were read.</summary>
internal sealed class ManySongs(FeatureMatrix rows, int count, int pressAfter, Action press) : SongFeatures(rows.ColumnNames)
{
    /// <summary>Songs that were read.</summary>
    public int Heard { get; private set; }

    public override int SongCount => count;

    public override int FrameCount(int song) => 1;

    public override void Read(int song, int firstFrame, Span<float> values)
    {
        if (++Heard == pressAfter)
            press();
        rows.Row(song % rows.RowCount).CopyTo(values);
    }

    public override SongFeatures Songs(IReadOnlyList<int> indices) => throw new NotSupportedException();
}
