using System.Numerics;
using Workbench.Audio;

namespace Workbench.Features.Analysis;

/// <summary>
/// Power spectrogram of the clip at hand, in tiles of as many frames as a vector has lanes: a tile is <c>[bins]</c> vectors, whose
/// lane i belongs to the tile's frame i. Lanes beyond the last frame are zero. It is kept only for those who read it again: one
/// pass by <see cref="Passing"/> finds each tile in the nearest cache and leaves nothing behind.
/// </summary>
/// <param name="spec">Sample rate and frame length.</param>
internal sealed class Spectrogram(FeatureSpec spec)
{
    private readonly Stft stft = new(spec);
    private readonly Vector<float>[][] passing = [new Vector<float>[spec.FftLength / 2 + 1], new Vector<float>[spec.FftLength / 2 + 1]];
    private Vector<float>[] power = [];
    private AudioClip? clip;
    private bool isKept, hasPassed, isReadAgain;

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

    /// <summary>Stops whoever reads the clip at hand; looked at before every tile.</summary>
    public CancellationToken Token { get; set; }

    /// <summary>Goes on to another clip.</summary>
    /// <param name="clip">Its first channel counts.</param>
    public void Load(AudioClip clip)
    {
        this.clip = clip;
        FrameCount = stft.FrameCount(clip.SampleCount);
        isKept = hasPassed = false;
    }

    /// <summary>The power of a tile's frames, <c>[bins]</c>, for features that read tiles in their own order or several times.</summary>
    public ReadOnlySpan<Vector<float>> Tile(int index)
    {
        if (!isKept)
            Keep();
        return Kept(index);
    }

    /// <summary>The power of a tile's frames, <c>[bins]</c>, until the next tile but one is asked for.</summary>
    public ReadOnlySpan<Vector<float>> Passing(int index)
    {
        Token.ThrowIfCancellationRequested();
        // Who shares the spectrogram with others is known from the clip before; the first clip of all may be transformed twice.
        isReadAgain |= hasPassed;
        if (isKept || isReadAgain)
            return Tile(index);
        var buffer = passing[index % 2];
        stft.Power(clip!.Channel(0), index, buffer);
        hasPassed = index == TileCount - 1;
        return buffer;
    }

    private void Keep()
    {
        isKept = isReadAgain = true;
        if (power.Length < TileCount * BinCount)
            power = GC.AllocateUninitializedArray<Vector<float>>(TileCount * BinCount);
        for (var tile = 0; tile < TileCount; tile++)
        {
            Token.ThrowIfCancellationRequested();
            stft.Power(clip!.Channel(0), tile, Kept(tile));
        }
    }

    private Span<Vector<float>> Kept(int tile) => power.AsSpan(tile * BinCount, BinCount);
}
