using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workbench.Features.Analysis;

/// <summary>
/// Values over time, <c>[bands, frames]</c>. Written a vector of frames at a time, read as plain rows; the room for
/// frames is rounded up to whole vectors.
/// </summary>
/// <param name="bandCount">Number of bands.</param>
internal sealed class FrameRows(int bandCount)
{
    private Vector<float>[] values = [];

    /// <summary>Number of bands.</summary>
    public int BandCount => bandCount;

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; private set; }

    private int TileCount => (FrameCount + Vector<float>.Count - 1) / Vector<float>.Count;

    /// <summary>The frames of a tile in a band.</summary>
    public ref Vector<float> this[int band, int tile] => ref values[band * TileCount + tile];

    /// <summary>The frames one later than those of a tile; lanes beyond the last frame are undefined.</summary>
    public Vector<float> Next(int band, int tile) =>
        Vector.LoadUnsafe(ref Unsafe.As<Vector<float>, float>(ref this[band, tile]), 1);

    /// <summary>All bands and tiles, the lanes beyond the last frame included.</summary>
    public Span<Vector<float>> Tiles => values.AsSpan(0, BandCount * TileCount);

    /// <summary>The frames of a band.</summary>
    public Span<float> Row(int band) =>
        MemoryMarshal.Cast<Vector<float>, float>(values.AsSpan(band * TileCount, TileCount))[..FrameCount];

    /// <summary>Copies to rows of frames.</summary>
    /// <param name="target">Where the first frame's bands go.</param>
    /// <param name="step">From one frame's to the next one's.</param>
    public void CopyTransposed(Span<float> target, int step)
    {
        var source = MemoryMarshal.Cast<Vector<float>, float>(Tiles);
        var length = TileCount * Vector<float>.Count;
        for (var frame = 0; frame < FrameCount; frame++)
        {
            var bands = target.Slice(frame * step, BandCount);
            for (var band = 0; band < bands.Length; band++)
                bands[band] = source[band * length + frame];
        }
    }

    /// <summary>Some of the frames, as rows of their own.</summary>
    public FrameRows Frames(int first, int count)
    {
        FrameRows frames = new(BandCount);
        frames.Resize(count);
        for (var band = 0; band < BandCount; band++)
            Row(band).Slice(first, count).CopyTo(frames.Row(band));
        return frames;
    }

    /// <summary>Rows of the same bands, one after the other.</summary>
    public static FrameRows Join(IReadOnlyList<FrameRows> parts)
    {
        if (parts.Count == 1)
            return parts[0];
        FrameRows joined = new(parts[0].BandCount);
        joined.Resize(parts.Sum(part => part.FrameCount));
        for (var band = 0; band < joined.BandCount; band++)
        {
            var row = joined.Row(band);
            foreach (var part in parts)
            {
                part.Row(band).CopyTo(row);
                row = row[part.FrameCount..];
            }
        }
        return joined;
    }

    /// <summary>Makes room; the content is undefined afterwards.</summary>
    public void Resize(int frameCount)
    {
        FrameCount = frameCount;
        if (values.Length <= BandCount * TileCount)
            values = new Vector<float>[BandCount * TileCount + 1]; // one more, into which Next may reach
    }
}
