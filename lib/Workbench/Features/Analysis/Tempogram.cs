using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// Local autocorrelation of an onset envelope (librosa <c>tempogram</c>; Grosche, Müller and Kurth, "Cyclic tempogram", 2010):
/// of the eight seconds about each frame, under a Hann window. Sums of products, not a Fourier transform: what is 0 stays
/// exactly 0, and few lags need to be looked at. One frame in each lane of a vector.
/// </summary>
/// <param name="spec">Sample rate and hop.</param>
internal sealed class Tempogram(FeatureSpec spec)
{
    /// <summary>Lags that are computed together, as each value that is loaded then serves as many sums.</summary>
    public const int LagsAtOnce = 8;

    private const int Seconds = 8;

    private readonly float[] window = Stft.HannWindow(Seconds * spec.SampleRate / spec.HopLength);

    /// <summary>Number of lags, that is, the window's length in frames.</summary>
    public int LagCount => window.Length;

    /// <summary>Length of what <see cref="Window"/> fills.</summary>
    public int WindowedLength => window.Length + LagsAtOnce;

    /// <summary>The envelope between ramps from 0 and to 0 of half a window each, and zeros enough to fill the last tile.</summary>
    public float[] Pad(ReadOnlySpan<float> envelope)
    {
        var ramp = window.Length / 2;
        var padded = new float[envelope.Length + 2 * ramp + Vector<float>.Count + 1];
        envelope.CopyTo(padded.AsSpan(ramp));
        for (var i = 0; i < ramp; i++)
        {
            padded[i] = envelope[0] * i / ramp;
            padded[envelope.Length + 2 * ramp - 1 - i] = envelope[^1] * i / ramp;
        }
        return padded;
    }

    /// <summary>Lays the windows about a tile's frames side by side.</summary>
    /// <param name="padded">From <see cref="Pad"/>.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="windowed">Filled; its end is zero, so that all of <see cref="LagsAtOnce"/> sums are of one length.</param>
    /// <returns>1 divided by the windows' energy, which is the autocorrelation at lag 0; 1 where there is none.</returns>
    public Vector<float> Window(ReadOnlySpan<float> padded, int tile, Span<Vector<float>> windowed)
    {
        var frames = padded[(tile * Vector<float>.Count)..];
        var energy = Vector<float>.Zero;
        for (var i = 0; i < window.Length; i++)
        {
            windowed[i] = new Vector<float>(frames[i..]) * window[i];
            energy = Vector.MultiplyAddEstimate(windowed[i], windowed[i], energy);
        }
        windowed[window.Length..].Clear();
        return FrameNorm.Reciprocal(energy);
    }

    /// <summary>The autocorrelation at lags from <paramref name="lag"/> on.</summary>
    /// <param name="windowed">From <see cref="Window"/>.</param>
    /// <param name="lag">The first lag, less than <see cref="LagCount"/>.</param>
    /// <param name="sums"><c>[LagsAtOnce]</c>, the result.</param>
    public static void Correlate(ReadOnlySpan<Vector<float>> windowed, int lag, Span<Vector<float>> sums)
    {
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default, sum4 = default, sum5 = default,
        sum6 = default, sum7 = default;
        for (var i = 0; i < windowed.Length - LagsAtOnce - lag; i++)
        {
            var value = windowed[i];
            var later = windowed.Slice(i + lag, LagsAtOnce);
            sum0 = Vector.MultiplyAddEstimate(value, later[0], sum0);
            sum1 = Vector.MultiplyAddEstimate(value, later[1], sum1);
            sum2 = Vector.MultiplyAddEstimate(value, later[2], sum2);
            sum3 = Vector.MultiplyAddEstimate(value, later[3], sum3);
            sum4 = Vector.MultiplyAddEstimate(value, later[4], sum4);
            sum5 = Vector.MultiplyAddEstimate(value, later[5], sum5);
            sum6 = Vector.MultiplyAddEstimate(value, later[6], sum6);
            sum7 = Vector.MultiplyAddEstimate(value, later[7], sum7);
        }
        (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]) = (sum0, sum1, sum2, sum3, sum4, sum5, sum6, sum7);
    }
}
