using System.Runtime.InteropServices;
using Workbench.Audio;

namespace Workbench.Features.Analysis;

/// <summary>
/// What the features of one clip share, computed once: samples, spectrogram, spectral shape, log-mel spectra, constant-Q
/// transforms and their CENS. Its buffers serve one clip after another. Not safe for use by several threads at once.
/// </summary>
/// <param name="spec">Frames and sample rate.</param>
internal sealed class ClipAnalysis(FeatureSpec spec)
{
    private readonly Dictionary<double, SpectralShape> shapes = [];
    private readonly Dictionary<int, LogMelSpectrum> logMels = [];
    private readonly Dictionary<ConstantQ, ConstantQSpectrum> constantQs = [];
    private readonly Dictionary<ConstantQ, CensChroma> cens = [];
    private AudioClip? mono;

    /// <summary>The clip at hand, of one channel.</summary>
    public AudioClip Clip => mono!;

    /// <summary>The clip's samples.</summary>
    public ReadOnlySpan<float> Samples => Clip.Channel(0);

    /// <summary>The clip's power spectrogram.</summary>
    public Spectrogram Spectrogram { get; } = new(spec);

    /// <summary>Frame and sample rate.</summary>
    public FeatureSpec Spec => spec;

    /// <summary>Goes on to another clip.</summary>
    public void Load(AudioClip clip)
    {
        mono = clip;
        Spectrogram.Load(clip);
        foreach (var shape in shapes.Values)
            shape.Invalidate();
        foreach (var logMel in logMels.Values)
            logMel.Invalidate();
        foreach (var constantQ in constantQs.Values)
            constantQ.Invalidate();
        foreach (var chroma in cens.Values)
            chroma.Invalidate();
    }

    /// <summary>The samples of a frame, without the zeros that stand for what lies beyond the clip's ends.</summary>
    public ReadOnlySpan<float> Frame(int index)
    {
        var start = index * spec.HopLength - spec.FftLength / 2;
        var end = Math.Min(start + spec.FftLength, Samples.Length);
        start = Math.Max(0, start);
        return Samples[start..Math.Max(start, end)];
    }

    /// <summary>Centroid, bandwidth and rolloff.</summary>
    /// <param name="fraction">The share for the rolloff; others have the usual one, so that one pass serves all.</param>
    public SpectralShape Shape(double fraction = SpectralRolloff.UsualFraction)
    {
        ref var shape = ref CollectionsMarshal.GetValueRefOrAddDefault(shapes, fraction, out _);
        shape ??= new(spec, fraction);
        return shape.Of(Spectrogram);
    }

    /// <summary>The log-mel spectrum, <c>[bands, frames]</c>, in dB.</summary>
    public FrameRows LogMel(int bandCount)
    {
        ref var logMel = ref CollectionsMarshal.GetValueRefOrAddDefault(logMels, bandCount, out _);
        logMel ??= new(spec, bandCount);
        return logMel.Of(Spectrogram);
    }

    /// <summary>The magnitudes of a constant-Q transform, <c>[bins, frames]</c>.</summary>
    public FrameRows ConstantQ(ConstantQ transform)
    {
        ref var spectrum = ref CollectionsMarshal.GetValueRefOrAddDefault(constantQs, transform, out _);
        spectrum ??= new(spec, transform);
        return spectrum.Of(Samples, Spectrogram);
    }

    /// <summary>The CENS of a constant-Q transform, <c>[12, frames]</c>.</summary>
    public FrameRows Cens(ConstantQ transform)
    {
        ref var chroma = ref CollectionsMarshal.GetValueRefOrAddDefault(cens, transform, out _);
        chroma ??= new();
        return chroma.Of(ConstantQ(transform));
    }
}
