using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    private const double QuietestDb = -80;

    /// <summary>A spectrogram in decibels below its loudest value, 80 at most; the vertical axis is even in hertz.</summary>
    /// <param name="magnitudes"><c>[frames, bins]</c> of a short-time Fourier transform, from 0 Hz to half the sample rate.</param>
    /// <param name="frameSeconds">Time from one frame to the next: hop length / sample rate.</param>
    /// <param name="highestHz">Frequency of the last bin, in Hz: half the sample rate.</param>
    /// <param name="title">What was heard.</param>
    /// <exception cref="WorkbenchException">No frame.</exception>
    public static Figure Spectrogram(FeatureMatrix magnitudes, double frameSeconds, double highestHz, string title = "Spectrogram")
    {
        RequireFrames(magnitudes, "A spectrogram");
        return OverTime(title, InDecibels(magnitudes), frameSeconds, new("Frequency (Hz)") { Minimum = 0, Maximum = highestHz },
            "dB", ColorMap.Magma, height: 220,
            Text($"{magnitudes.ColumnCount} bins from 0 to {highestHz:0} Hz"), (0, highestHz));
    }

    /// <summary>
    /// A constant-Q transform in decibels below its loudest value, 80 at most; the vertical axis is even in pitch and marked in octaves.
    /// </summary>
    /// <param name="magnitudes"><c>[frames, bins]</c>, the lowest first.</param>
    /// <param name="frameSeconds">Time from one frame to the next: hop length / sample rate.</param>
    /// <param name="binsPerOctave">Bins of an octave; the first bin is a C.</param>
    /// <param name="title">What was heard.</param>
    /// <exception cref="WorkbenchException">No frame.</exception>
    public static Figure ConstantQ(FeatureMatrix magnitudes, double frameSeconds, int binsPerOctave = 12,
        string title = "Constant-Q transform")
    {
        RequireFrames(magnitudes, "A constant-Q figure");
        var pitch = new Axis("Pitch")
        {
            Minimum = -0.5,
            Maximum = magnitudes.ColumnCount - 0.5,
            Ticks = [.. Enumerable.Range(0, (magnitudes.ColumnCount - 1) / binsPerOctave + 1)
                .Select(octave => new AxisTick(octave * binsPerOctave, $"C{octave + 1}"))],
        };
        return OverTime(title, InDecibels(magnitudes), frameSeconds, pitch, "dB", ColorMap.Magma, height: 220,
            Text($"{magnitudes.ColumnCount} bins from C1 on, {binsPerOctave} an octave"));
    }

    private static void RequireFrames(FeatureMatrix magnitudes, string chart)
    {
        if (magnitudes.RowCount == 0)
            throw new WorkbenchException($"{chart} needs frames; got none of {magnitudes.ColumnCount} bins.");
    }

    // As librosa's amplitude_to_db with ref=np.max. Silence has no loudest value: all of it is the quietest.
    private static FeatureMatrix InDecibels(FeatureMatrix magnitudes)
    {
        double loudest = 0;
        foreach (var value in magnitudes.Values)
            loudest = Math.Max(loudest, value);
        return new(magnitudes.ColumnNames, Array.ConvertAll(magnitudes.Values.ToArray(),
            value => (float)(value > 0 ? Math.Max(20 * Math.Log10(value / loudest), QuietestDb) : QuietestDb)));
    }
}
