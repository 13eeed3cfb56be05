using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// Finds the lag, in frames, at which an onset envelope is most like itself (librosa <c>tempo</c>). librosa looks for the largest
/// log(1 + 1e6 r) + log p, where r is the autocorrelation, 1 at most, and p log-normal about 120 beats a minute; this looks for the
/// largest (r + 1e-6) p, which is where the former is largest. As r is 1 at most, a lag need not be looked at whose p, and
/// that of all longer ones, lies below what is found: most of them.
/// </summary>
internal sealed class TempoEstimator
{
    private const double LargestTempo = 320;
    private const double UsualTempo = 120;

    /// <summary>What keeps lags without any correlation apart.</summary>
    private const float Floor = 1e-6f;

    private readonly double lagTempo;
    private readonly int firstLag;
    private readonly Tempogram tempogram;

    /// <summary>p of a lag, and 0 beyond the longest.</summary>
    private readonly float[] weights;

    /// <summary>What (r + 1e-6) p can be at a lag and all longer ones.</summary>
    private readonly float[] bounds;

    /// <param name="spec">Sample rate and hop, of which <see cref="Tempo"/> has approved.</param>
    public TempoEstimator(FeatureSpec spec)
    {
        tempogram = new(spec);
        lagTempo = 60.0 * spec.SampleRate / spec.HopLength;
        firstLag = (int)(lagTempo / LargestTempo) + 1;
        weights = new float[tempogram.LagCount + Tempogram.LagsAtOnce];
        bounds = new float[weights.Length + 1];
        for (var lag = firstLag; lag < tempogram.LagCount; lag++)
            weights[lag] = (float)Math.Exp(-0.5 * Math.Pow(Math.Log2(BeatsPerMinute(lag) / UsualTempo), 2));
        for (var lag = tempogram.LagCount - 1; lag >= 0; lag--)
            bounds[lag] = Math.Max(bounds[lag + 1], weights[lag] * (1 + 10 * Floor));
    }

    /// <summary>The tempo of a lag, in beats a minute.</summary>
    public double BeatsPerMinute(int lag) => lagTempo / lag;

    /// <summary>The tempo about each frame, in beats a minute.</summary>
    /// <param name="envelope">Onset strengths, none negative.</param>
    /// <param name="tempi">As many.</param>
    public void Local(ReadOnlySpan<float> envelope, Span<float> tempi)
    {
        var padded = tempogram.Pad(envelope);
        var windowed = new Vector<float>[tempogram.WindowedLength];
        Span<Vector<float>> correlations = stackalloc Vector<float>[Tempogram.LagsAtOnce];
        for (var first = 0; first < envelope.Length; first += Vector<float>.Count)
        {
            var scale = tempogram.Window(padded, first / Vector<float>.Count, windowed);
            var (best, bestLag) = (Vector<float>.Zero, Vector<int>.Zero);
            for (var lag = firstLag; Vector.LessThanAny(best, new(bounds[lag])); lag += correlations.Length)
            {
                Tempogram.Correlate(windowed, lag, correlations);
                for (var i = 0; i < correlations.Length; i++)
                {
                    var score = Vector.MultiplyAddEstimate(correlations[i], scale, new(Floor)) * weights[lag + i];
                    bestLag = Vector.ConditionalSelect(Vector.GreaterThan(score, best), new(lag + i), bestLag);
                    best = Vector.MaxNative(best, score);
                }
            }
            for (var lane = 0; lane < Vector<float>.Count && first + lane < tempi.Length; lane++)
                tempi[first + lane] = (float)BeatsPerMinute(bestLag[lane]);
        }
    }

    /// <summary>The lag of the whole, from the mean of the autocorrelations about all frames.</summary>
    /// <param name="envelope">Onset strengths, none negative.</param>
    public int GlobalLag(ReadOnlySpan<float> envelope)
    {
        var padded = tempogram.Pad(envelope);
        var windowed = new Vector<float>[tempogram.WindowedLength];
        Span<Vector<float>> correlations = stackalloc Vector<float>[Tempogram.LagsAtOnce];
        Span<float> frames = stackalloc float[Vector<float>.Count];
        Span<double> sums = stackalloc double[Tempogram.LagsAtOnce];
        var (best, bestLag) = (0.0, 0);
        // Frames within lags, though all are windowed again and again: most lags then need not be looked at.
        for (var lag = firstLag; best < bounds[lag]; lag += sums.Length)
        {
            sums.Clear();
            for (var first = 0; first < envelope.Length; first += Vector<float>.Count)
            {
                var scale = tempogram.Window(padded, first / Vector<float>.Count, windowed);
                Tempogram.Correlate(windowed, lag, correlations);
                for (var i = 0; i < sums.Length; i++)
                {
                    (correlations[i] * scale).CopyTo(frames);
                    foreach (var frame in frames[..Math.Min(frames.Length, envelope.Length - first)])
                        sums[i] += frame; // one by one: the same whatever the number of lanes
                }
            }
            for (var i = 0; i < sums.Length; i++)
                if ((sums[i] / envelope.Length + Floor) * weights[lag + i] is var score && score > best)
                    (best, bestLag) = (score, lag + i);
        }
        return bestLag;
    }
}
