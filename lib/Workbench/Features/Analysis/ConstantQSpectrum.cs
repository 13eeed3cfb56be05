using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Audio;
using Workbench.Audio.Fourier;

namespace Workbench.Features.Analysis;

/// <summary>The constant-Q transform of the clip at hand, as magnitudes, computed when first asked for.</summary>
/// <param name="spec">Sample rate and hop of the clip.</param>
/// <param name="transform">Bins, mode and tuning.</param>
internal sealed class ConstantQSpectrum(FeatureSpec spec, ConstantQ transform)
{
    /// <summary>A tuning is one of a hundred values, so that the filters of all of them are soon known.</summary>
    private readonly Dictionary<double, (ConstantQBand Band, ConstantQFilters Filters, float[] Gains)[]> bands = [];
    private readonly Dictionary<(long FrameLength, int HopLength, bool IsPseudo), Stft> stfts = [];
    private readonly FrameRows rows = new(transform.BinCount);
    private ComplexLanes[] spectrum = [];
    private Vector<float>[] magnitudes = [];
    private bool valid;

    /// <summary>Forgets the clip.</summary>
    public void Invalidate() => valid = false;

    /// <summary>The magnitudes, <c>[bins, frames]</c>, the lowest first.</summary>
    /// <param name="samples">The clip.</param>
    /// <param name="spectrogram">Its spectrogram, from which it is tuned.</param>
    public FrameRows Of(ReadOnlySpan<float> samples, Spectrogram spectrogram)
    {
        if (!valid)
            Compute(samples, spectrogram);
        valid = true;
        return rows;
    }

    private void Compute(ReadOnlySpan<float> signal, Spectrogram spectrogram)
    {
        rows.Resize(spectrogram.FrameCount);
        var tuning = transform.Tuning ?? Tuning.Estimate(spectrogram, ofMagnitudes: true, transform.BinsPerOctave);
        ref var tuned = ref CollectionsMarshal.GetValueRefOrAddDefault(bands, tuning, out _);
        tuned ??= [.. CreateFilters(tuning)];
        foreach (var (band, filters, gains) in tuned)
        {
            if (band.Reduction > 1)
                signal = Resampler.Resample(signal, band.Reduction, 1);
            var stft = StftOf(band);
            if (spectrum.Length != band.FrameLength / 2 + 1)
                (spectrum, magnitudes) = (new ComplexLanes[band.FrameLength / 2 + 1], new Vector<float>[band.FrameLength / 2 + 1]);
            for (var tile = 0; tile < spectrogram.TileCount; tile++)
            {
                spectrogram.Token.ThrowIfCancellationRequested();
                stft.Compute(signal, tile, spectrum);
                if (band.IsPseudo)
                    TakeMagnitudes();
                for (var i = 0; i < filters.Count; i++)
                    rows[band.Bins.Start.Value + i, tile] =
                        gains[i] * (band.IsPseudo ? filters.Sum(i, magnitudes) : filters.Magnitude(i, spectrum));
            }
        }
    }

    /// <summary>The bands with their filters; octaves of halved rate have those of the octave above.</summary>
    /// <remarks>librosa's factors for length, rate and norm come to one: the root of the filter's length at the clip's own rate.</remarks>
    private IEnumerable<(ConstantQBand, ConstantQFilters, float[])> CreateFilters(double tuning)
    {
        var scale = transform.Scale(tuning);
        ConstantQFilters? above = null;
        foreach (var band in ConstantQBand.Plan(spec, scale, transform.Mode))
        {
            var (first, count) = band.Bins.GetOffsetAndLength(scale.BinCount);
            var filters = above?.Count == count && band.Reduction == 2 ? above
                : new(scale, band.Bins, band.SampleRate, (int)band.FrameLength, band.IsPseudo);
            var lengths = Enumerable.Range(first, count).Select(bin => scale.FilterLength(bin, spec.SampleRate));
            yield return (band, filters,
                [.. lengths.Select(length => (float)(band.IsPseudo ? length / Math.Sqrt(band.FrameLength) : Math.Sqrt(length)))]);
            above = band.IsPseudo ? null : filters;
        }
    }

    private Stft StftOf(ConstantQBand band)
    {
        ref var stft = ref CollectionsMarshal.GetValueRefOrAddDefault(stfts, (band.FrameLength, band.HopLength, band.IsPseudo), out _);
        return stft ??= new((int)band.FrameLength, band.HopLength,
            band.IsPseudo ? null : [.. Enumerable.Repeat(1f, (int)band.FrameLength)]);
    }

    private void TakeMagnitudes()
    {
        for (var k = 0; k < spectrum.Length; k++)
            magnitudes[k] = Vector.SquareRoot(spectrum[k].SquaredMagnitude);
    }
}
