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

    /// <summary>Makes room; the content is undefined afterwards.</summary>
    public void Resize(int frameCount)
    {
        FrameCount = frameCount;
        if (values.Length <= BandCount * TileCount)
            values = new Vector<float>[BandCount * TileCount + 1]; // one more, into which Next may reach
    }
}
