using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// Power spectrogram of a clip, in tiles of as many frames as a vector has lanes: a tile is <c>[bins]</c> vectors, whose
/// lane i belongs to the tile's frame i. Lanes beyond the last frame are zero.
/// </summary>
/// <param name="spec">Sample rate and frame length.</param>
internal sealed class Spectrogram(FeatureSpec spec)
{
    private Vector<float>[] power = [];

    /// <summary>Frames of a tile.</summary>
    public static int Lanes => Vector<float>.Count;

    /// <summary>Number of bins, from 0 Hz to half the sample rate.</summary>
    public int BinCount { get; } = spec.FftLength / 2 + 1;

    /// <summary>Distance of bins, in Hz.</summary>
    public float BinHz { get; } = (float)((double)spec.SampleRate / spec.FftLength);

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; private set; }

    /// <summary>Number of tiles.</summary>
    public int TileCount => (FrameCount + Lanes - 1) / Lanes;

    /// <summary>The power of a tile's frames, <c>[bins]</c>.</summary>
    public Span<Vector<float>> Tile(int index) => power.AsSpan(index * BinCount, BinCount);

    /// <summary>Makes room; the content is undefined afterwards.</summary>
    public void Resize(int frameCount)
    {
        FrameCount = frameCount;
        if (power.Length < TileCount * BinCount)
            power = GC.AllocateUninitializedArray<Vector<float>>(TileCount * BinCount);
    }
}
