using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>
    /// The mel spectrograms of the two parts of a sound above each other, in decibels, the same colours meaning the same.
    /// </summary>
    /// <param name="harmonic"><c>[frames, bands]</c>, dB: what goes on in time.</param>
    /// <param name="percussive"><c>[frames, bands]</c>, dB: what is short.</param>
    /// <param name="frameSeconds">Time from one frame to the next: hop length / sample rate.</param>
    /// <param name="bandHz">Each band's centre, in Hz, ascending.</param>
    /// <param name="title">What was heard.</param>
    /// <exception cref="WorkbenchException">No frame, parts of different shapes, or not one centre a band.</exception>
    public static Figure HarmonicPercussive(
        FeatureMatrix harmonic, FeatureMatrix percussive, double frameSeconds, IReadOnlyList<double> bandHz,
        string title = "Harmonic and percussive part")
    {
        if (harmonic.RowCount == 0 || (harmonic.RowCount, harmonic.ColumnCount) != (percussive.RowCount, percussive.ColumnCount)
            || bandHz.Count != harmonic.ColumnCount)
            throw new WorkbenchException($"Two parts of one shape and one centre a band are needed; got [{harmonic.RowCount}, "
                + $"{harmonic.ColumnCount}] and [{percussive.RowCount}, {percussive.ColumnCount}] and {bandHz.Count} centres.");
        var seconds = harmonic.RowCount * frameSeconds;
        var (above, below) = (OverTime(harmonic, seconds, "dB", ColorMap.Magma), OverTime(percussive, seconds, "dB", ColorMap.Magma));
        var range = (Math.Min(above.Range.Low, below.Range.Low), Math.Max(above.Range.High, below.Range.High));
        Panel Part(string name, HeatmapTrace part) =>
            new(MelAxis(bandHz) with { Title = $"{name} (Hz)" }, [part with { Range = range }]) { Height = 150 };
        return new(title, TimeAxis(seconds), Part("Harmonic", above), Part("Percussive", below))
        {
            Summary = Text($"{title}: {seconds:0.0} s, loudest {above.Range.High:0} dB harmonic, {below.Range.High:0} dB percussive"),
        };
    }
}
