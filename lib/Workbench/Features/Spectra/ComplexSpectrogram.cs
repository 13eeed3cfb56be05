using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Audio;
using Workbench.Audio.Fourier;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features.Spectra;

/// <summary>
/// Short-time Fourier transform of a clip with its phases, <c>[bins, frames]</c> (librosa <c>stft</c> with its defaults: frames
/// under a periodic Hann window, centred on multiples of the hop, silence beyond the clip's ends), from which the clip can be had
/// back. Thirty seconds at 22,050 Hz take 11 MB with the usual frames, ten minutes 220 MB.
/// </summary>
internal sealed class ComplexSpectrogram
{
    /// <summary>Tiles of <c>[bins]</c>, whose lane i belongs to the tile's frame i; lanes beyond the last frame are zero.</summary>
    private readonly ComplexLanes[] values;

    internal ComplexSpectrogram(int sampleRate, int fftLength, int hopLength, int frameCount)
    {
        (SampleRate, FftLength, HopLength, FrameCount) = (sampleRate, fftLength, hopLength, frameCount);
        values = new ComplexLanes[TileCount * BinCount];
    }

    /// <summary>Sample rate of the clip, in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>Samples of a frame.</summary>
    public int FftLength { get; }

    /// <summary>Samples between frames.</summary>
    public int HopLength { get; }

    /// <summary>Number of bins, from 0 Hz to half the sample rate.</summary>
    public int BinCount => FftLength / 2 + 1;

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; }

    private int TileCount => (FrameCount + Vector<float>.Count - 1) / Vector<float>.Count;

    /// <summary>
    /// The value of a bin in a frame. A sine of amplitude 1 at the bin's frequency has a magnitude of a quarter of the frame's length.
    /// </summary>
    /// <param name="bin">0 to <see cref="BinCount"/> - 1.</param>
    /// <param name="frame">0 to <see cref="FrameCount"/> - 1.</param>
    public Complex this[int bin, int frame]
    {
        get
        {
            var lanes = Lanes(bin, frame);
            return new(lanes[0], lanes[Vector<float>.Count]);
        }
        internal set
        {
            var lanes = Lanes(bin, frame);
            (lanes[0], lanes[Vector<float>.Count]) = ((float)value.Real, (float)value.Imaginary);
        }
    }

    /// <summary>Transforms a clip; several channels are averaged first.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="fftLength">Samples of a frame, a power of two from 64 to 65,536.</param>
    /// <param name="hopLength">Samples between frames, 1 to <paramref name="fftLength"/>.</param>
    /// <param name="token">Ends the work early.</param>
    /// <exception cref="WorkbenchException">Frames that cannot be, no samples, or samples that are not finite.</exception>
    public static ComplexSpectrogram Of(AudioClip clip, int fftLength = 2048, int hopLength = 512, CancellationToken token = default)
    {
        SpecProblems problems = new(nameof(ComplexSpectrogram));
        FeatureSpec.CheckFrames(fftLength, hopLength, problems);
        problems.ThrowIfAny();
        var mono = clip.ToMono();
        SoundCheck.Require(mono.Channel(0));
        Stft stft = new(fftLength, hopLength);
        ComplexSpectrogram spectrogram = new(clip.SampleRate, fftLength, hopLength, stft.FrameCount(clip.SampleCount));
        for (var tile = 0; tile < spectrogram.TileCount; tile++)
        {
            token.ThrowIfCancellationRequested();
            stft.Compute(mono.Channel(0), tile, spectrogram.Tile(tile));
        }
        return spectrogram;
    }

    /// <summary>
    /// The clip whose transform comes nearest to this one (librosa <c>istft</c>). Where nothing was changed it is the clip that
    /// was transformed, to about 1e-6, if the hop is at most a quarter of the frame; up to half a frame all but the last
    /// samples are, of which the windows leave little.
    /// </summary>
    /// <param name="sampleCount">Length; left out, it reaches to the middle of the last frame. What no frame covers is silent.</param>
    /// <param name="token">Ends the work early.</param>
    /// <exception cref="WorkbenchException">A negative length.</exception>
    public AudioClip ToClip(int? sampleCount = null, CancellationToken token = default)
    {
        var length = sampleCount ?? checked((FrameCount - 1) * HopLength);
        if (length < 0)
            throw new WorkbenchException($"Sample count {length} must be >= 0; leave it out for {(FrameCount - 1) * HopLength}.");
        InverseStft inverse = new(FftLength, HopLength, length);
        for (var tile = 0; tile < TileCount; tile++)
        {
            token.ThrowIfCancellationRequested();
            inverse.Add(tile, Tile(tile));
        }
        return new(SampleRate, inverse.Finish(FrameCount));
    }

    private Span<ComplexLanes> Tile(int index) => values.AsSpan(index * BinCount, BinCount);

    /// <summary>From the real part of a bin in a frame on; its imaginary part is a vector further.</summary>
    private Span<float> Lanes(int bin, int frame)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)bin, (uint)BinCount, nameof(bin));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)frame, (uint)FrameCount, nameof(frame));
        var (tile, lane) = Math.DivRem(frame, Vector<float>.Count);
        return MemoryMarshal.Cast<ComplexLanes, float>(Tile(tile).Slice(bin, 1))[lane..];
    }
}
