using System.Globalization;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Notebook;

public static partial class Charts
{
    /// <summary>A mel spectrogram in decibels over time; the vertical axis is even in mel and marked in hertz.</summary>
    /// <param name="mel"><c>[frames, bands]</c>, dB, lowest band first.</param>
    /// <param name="frameSeconds">Time from one frame to the next: hop length / sample rate.</param>
    /// <param name="bandHz">Each band's centre, in Hz, ascending.</param>
    /// <param name="title">What was heard.</param>
    /// <exception cref="WorkbenchException">No frame, or not one centre a band.</exception>
    public static Figure MelSpectrogram(FeatureMatrix mel, double frameSeconds, IReadOnlyList<double> bandHz, string title = "Mel spectrogram")
    {
        if (mel.RowCount == 0 || bandHz.Count != mel.ColumnCount)
            throw new WorkbenchException($"A mel spectrogram needs frames and one centre a band; got {mel.RowCount} frames of {mel.ColumnCount} bands and {bandHz.Count} centres.");
        var values = new double[mel.ColumnCount, mel.RowCount];
        for (var frame = 0; frame < mel.RowCount; frame++)
            for (var band = 0; band < mel.ColumnCount; band++)
                values[band, frame] = mel[frame, band];
        var seconds = mel.RowCount * frameSeconds;
        var heatmap = new HeatmapTrace("dB", values) { X = (0, seconds), Colors = ColorMap.Magma };
        var frequency = new Axis("Frequency (Hz)") { Minimum = -0.5, Maximum = bandHz.Count - 0.5, Ticks = [.. OctaveTicks(bandHz)] };
        return new(title, new("Time (s)") { Minimum = 0, Maximum = seconds }, new Panel(frequency, [heatmap]) { Height = 220 })
        {
            Summary = Text($"{title}: {seconds:0.0} s, {bandHz.Count} bands from {bandHz[0]:0} to {bandHz[^1]:0} Hz, {heatmap.Range.Low:0} to {heatmap.Range.High:0} dB"),
        };
    }

    // Octaves, as librosa marks them: 64, 128, 256 ... Hz, each between the two bands around it. From the top, since the lowest are
    // the closest and give way when there is no room.
    private static IEnumerable<AxisTick> OctaveTicks(IReadOnlyList<double> bandHz)
    {
        for (var hz = 16384.0; hz >= 32; hz /= 2)
        {
            var above = Enumerable.Range(0, bandHz.Count).FirstOrDefault(i => bandHz[i] >= hz, -1);
            if (above > 0)
                yield return new(above - (bandHz[above] - hz) / (bandHz[above] - bandHz[above - 1]), hz.ToString("0", CultureInfo.InvariantCulture));
        }
    }
}
