using Workbench.Audio;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    // As many strokes as a figure is wide, two points each: the line fills what the sound fills, and is not thinned further.
    private const int WaveformStrokes = Decimation.MaxPoints / 2;

    /// <summary>
    /// The samples of a clip over time, channels mixed to one, as the range from lowest to highest in each short stretch.
    /// </summary>
    /// <param name="clip">The sound.</param>
    /// <param name="title">What was heard.</param>
    /// <param name="beats">Times of beats to mark, in seconds; none by default.</param>
    /// <exception cref="WorkbenchException">The clip has no sample.</exception>
    public static Figure Waveform(AudioClip clip, string title = "Waveform", IReadOnlyList<double>? beats = null)
    {
        if (clip.SampleCount == 0)
            throw new WorkbenchException("The clip has no sample; there is nothing to draw.");
        var samples = clip.ToMono().Channel(0);
        var strokes = Math.Min(WaveformStrokes, samples.Length);
        var (time, amplitude) = (new double[2 * strokes], new double[2 * strokes]);
        for (var i = 0; i < strokes; i++)
        {
            var (from, to) = ((int)((long)samples.Length * i / strokes), (int)((long)samples.Length * (i + 1) / strokes));
            time[2 * i] = time[2 * i + 1] = (from + to) / 2.0 / clip.SampleRate;
            amplitude[2 * i] = amplitude[2 * i + 1] = samples[from];
            foreach (var sample in samples[from..to])
            {
                amplitude[2 * i] = Math.Min(amplitude[2 * i], sample);
                amplitude[2 * i + 1] = Math.Max(amplitude[2 * i + 1], sample);
            }
        }
        var line = new LineTrace("Amplitude", time, amplitude);
        var peak = amplitude.Max(Math.Abs);
        var marks = beats is { Count: > 0 } ? BeatMarks(beats, peak) : null;
        return new(title, TimeAxis(clip.DurationSeconds),
            new Panel(new("Amplitude"), marks is null ? [line] : [line, marks]) { Height = 120 })
        {
            Summary = Text($"{title}: {clip.DurationSeconds:0.0} s at {clip.SampleRate} Hz, peak {peak:0.000}")
                + (marks is null ? "" : Text($", {beats!.Count} beats")),
        };
    }

    // One trace of many strokes with gaps between them.
    private static LineTrace BeatMarks(IReadOnlyList<double> beats, double peak)
    {
        var height = peak > 0 ? 1.15 * peak : 1;
        return new("Beats", [.. beats.SelectMany(t => new[] { t, t, double.NaN })],
            [.. beats.SelectMany(_ => new[] { -height, height, double.NaN })]);
    }
}
