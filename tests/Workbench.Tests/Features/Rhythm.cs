using Workbench.Audio;
using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>Clips with a pulse, and the features of one band.</summary>
internal static class Rhythm
{
    private const int SampleRate = 22_050;

    /// <summary>Tones of 1 kHz that die away within a few hundredths of a second, one at each time.</summary>
    public static AudioClip Clicks(double seconds, IEnumerable<double> times)
    {
        var samples = new float[(int)(seconds * SampleRate)];
        foreach (var start in times.Select(time => (int)Math.Round(time * SampleRate)))
            for (var i = 0; i < Math.Min(2205, samples.Length - start); i++)
                samples[start + i] += (float)(0.5 * Math.Sin(2 * Math.PI * 1000 * i / SampleRate) * Math.Exp(-i / 400.0));
        return new(SampleRate, samples);
    }

    /// <summary>The first band of a feature, frame by frame.</summary>
    public static float[] Frames(Feature feature, AudioClip clip)
    {
        var matrix = new FeatureExtractor(new() { Features = [feature], Statistics = [] }).Extract(clip);
        return [.. Enumerable.Range(0, matrix.RowCount).Select(row => matrix[row, 0])];
    }
}
