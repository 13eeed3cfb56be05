using Workbench.Bridges;

namespace Workbench.Tests.Bridges;

/// <summary>Linear-prediction cepstra by their definitions, in float64.</summary>
internal static class PlainCepstrum
{
    /// <summary>The cepstrum of the all-pole model of a frame: the logarithm of the error, then the rest.</summary>
    /// <param name="frame">Samples, without a window.</param>
    /// <param name="order">Poles.</param>
    /// <param name="count">Coefficients.</param>
    public static double[] Of(ReadOnlySpan<float> frame, int order, int count)
    {
        var windowed = new double[frame.Length];
        for (var i = 0; i < windowed.Length; i++)
            windowed[i] = frame[i] * (0.54 - 0.46 * Math.Cos(2 * Math.PI * i / (frame.Length - 1)));
        var correlation = new double[order + 1];
        for (var lag = 0; lag <= order; lag++)
            for (var i = lag; i < windowed.Length; i++)
                correlation[lag] += windowed[i] * windowed[i - lag];
        correlation[0] = correlation[0] * (1 + Lpcc.NoiseShare) + Lpcc.LeastNoise * frame.Length;
        var (predictor, error) = Predict(correlation);
        var cepstrum = new double[count];
        cepstrum[0] = Math.Log(error);
        for (var n = 1; n < count; n++)
        {
            cepstrum[n] = n <= order ? predictor[n] : 0;
            for (var k = Math.Max(1, n - order); k < n; k++)
                cepstrum[n] += (double)k / n * cepstrum[k] * predictor[n - k];
        }
        return cepstrum;
    }

    /// <summary>Levinson's and Durbin's recursion: the sample that follows is the sum of predictor[k] times the one k before.</summary>
    private static (double[] Predictor, double Error) Predict(double[] correlation)
    {
        var (predictor, error) = (new double[correlation.Length], correlation[0]);
        for (var order = 1; order < correlation.Length; order++)
        {
            var rest = correlation[order];
            for (var k = 1; k < order; k++)
                rest -= predictor[k] * correlation[order - k];
            var reflection = rest / error;
            var before = (double[])predictor.Clone();
            predictor[order] = reflection;
            for (var k = 1; k < order; k++)
                predictor[k] = before[k] - reflection * before[order - k];
            error *= 1 - reflection * reflection;
        }
        return (predictor, error);
    }
}
