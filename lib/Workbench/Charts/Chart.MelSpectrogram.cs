using System.Globalization;
using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>A mel spectrogram in decibels over time; the vertical axis is even in mel and marked in hertz.</summary>
    /// <param name="mel"><c>[frames, bands]</c>, dB, lowest band first.</param>
    /// <param name="frameSeconds">Time from one frame to the next: hop length / sample rate.</param>
    /// <param name="bandHz">Each band's centre, in Hz, ascending.</param>
    /// <param name="title">What was heard.</param>
    /// <exception cref="WorkbenchException">No frame, or not one centre a band.</exception>
    public static Figure MelSpectrogram(FeatureMatrix mel, double frameSeconds, IReadOnlyList<double> bandHz,
        string title = "Mel spectrogram")
    {
        if (mel.RowCount == 0 || bandHz.Count != mel.ColumnCount)
            throw new WorkbenchException($"A mel spectrogram needs frames and one centre a band; got {mel.RowCount} frames of "
                + $"{mel.ColumnCount} bands and {bandHz.Count} centres.");
        return OverTime(title, mel, frameSeconds, MelAxis(bandHz), "dB", ColorMap.Magma, height: 220,
            Text($"{bandHz.Count} bands from {bandHz[0]:0} to {bandHz[^1]:0} Hz"));
    }

    private static Axis MelAxis(IReadOnlyList<double> bandHz) =>
        new("Frequency (Hz)") { Minimum = -0.5, Maximum = bandHz.Count - 0.5, Ticks = [.. OctaveTicks(bandHz)] };

    // Octaves, as librosa marks them: 64, 128, 256 ... Hz, each between the two bands around it. From the top, since the lowest are
    // the closest and give way when there is no room.
    private static IEnumerable<AxisTick> OctaveTicks(IReadOnlyList<double> bandHz)
    {
        for (var hz = 16384.0; hz >= 32; hz /= 2)
        {
            var above = Enumerable.Range(0, bandHz.Count).FirstOrDefault(i => bandHz[i] >= hz, -1);
            if (above > 0)
                yield return new(above - (bandHz[above] - hz) / (bandHz[above] - bandHz[above - 1]),
                    hz.ToString("0", CultureInfo.InvariantCulture));
        }
    }
}
