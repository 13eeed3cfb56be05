using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Audio;

namespace Workbench.Features.Analysis;

/// <summary>
/// The constant-Q transform of the clip at hand, as magnitudes, computed when first asked for (librosa <c>cqt</c> with its
/// defaults and <c>tuning=None</c>): the highest octave from the clip, each further one from the signal of the last at half the
/// rate (Schörkhuber and Klapuri, "Constant-Q transform toolbox for music processing", 2010).
/// </summary>
/// <param name="spec">Sample rate and hop of the clip.</param>
internal sealed class ConstantQSpectrum(FeatureSpec spec)
{
    /// <summary>A tuning is one of a hundred values, so that the filters of all of them are soon known.</summary>
    private readonly Dictionary<double, ConstantQFilters> filters = [];
    private readonly FrameRows rows = new(ConstantQScale.BinCount);
    private readonly FrameRows parts = new(2 * ConstantQScale.BinsPerOctave);
    private Vector<float>[] frames = [];
    private bool valid;

    /// <summary>Forgets the clip.</summary>
    public void Invalidate() => valid = false;

    /// <summary>The magnitudes, <c>[84, frames]</c>, C1 first.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="spectrogram">Its spectrogram, from which it is tuned.</param>
    public FrameRows Of(ReadOnlySpan<float> samples, Spectrogram spectrogram)
    {
        if (!valid)
            Compute(samples, spectrogram);
        valid = true;
        return rows;
    }

    private void Compute(ReadOnlySpan<float> samples, Spectrogram spectrogram)
    {
        var tuning = Tuning.Estimate(spectrogram, ofMagnitudes: true);
        ref var octaveFilters = ref CollectionsMarshal.GetValueRefOrAddDefault(filters, tuning, out _);
        octaveFilters ??= new(spec, tuning);
        rows.Resize(spectrogram.FrameCount);
        parts.Resize(Vector<float>.Count);
        if (frames.Length != octaveFilters.FrameLength)
            frames = new Vector<float>[octaveFilters.FrameLength];

        var early = 1 << ConstantQScale.EarlyHalvings(spec);
        var hop = spec.HopLength / early;
        var signal = early == 1 ? samples : Resampler.Resample(samples, early, 1);
        for (var octave = ConstantQScale.OctaveCount - 1; octave >= 0; octave--)
        {
            for (var tile = 0; tile < spectrogram.TileCount; tile++)
            {
                LayOut(signal, tile * Vector<float>.Count * hop, hop);
                octaveFilters.Apply(frames, octave, parts, rows, tile);
            }
            if (octave == 0)
                break;
            signal = Resampler.Resample(signal, 2, 1);
            hop /= 2;
        }
    }

    /// <summary>Lays frames side by side in the lanes of vectors, the first one centred on a sample; beyond the ends is silence.</summary>
    private void LayOut(ReadOnlySpan<float> samples, int centre, int hop)
    {
        var lanes = MemoryMarshal.Cast<Vector<float>, float>(frames.AsSpan());
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            var start = centre + lane * hop - frames.Length / 2;
            var from = Math.Clamp(-start, 0, frames.Length);
            var to = Math.Clamp(samples.Length - start, from, frames.Length);
            var at = lane;
            for (var i = 0; i < from; i++, at += Vector<float>.Count)
                lanes[at] = 0;
            foreach (var sample in samples.Slice(from == to ? 0 : start + from, to - from))
            {
                lanes[at] = sample;
                at += Vector<float>.Count;
            }
            for (; at < lanes.Length; at += Vector<float>.Count)
                lanes[at] = 0;
        }
    }
}
