using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Notebook;

public static partial class Charts
{
    /// <summary>The samples of a clip over time, channels mixed to one; peaks are kept when it is thinned.</summary>
    /// <param name="clip">The sound.</param>
    /// <param name="title">What was heard.</param>
    /// <exception cref="WorkbenchException">The clip has no sample.</exception>
    public static Figure Waveform(AudioClip clip, string title = "Waveform")
    {
        if (clip.SampleCount == 0)
            throw new WorkbenchException("The clip has no sample; there is nothing to draw.");
        double[] samples = [.. clip.ToMono().Channel(0)];
        var line = new LineTrace("Amplitude", [.. Enumerable.Range(0, samples.Length).Select(i => (double)i / clip.SampleRate)], samples);
        var peak = samples.Max(Math.Abs);
        return new(title, new("Time (s)") { Minimum = 0, Maximum = clip.DurationSeconds }, new Panel(new("Amplitude"), [line]) { Height = 120 })
        {
            Summary = Text($"{title}: {clip.DurationSeconds:0.0} s at {clip.SampleRate} Hz, peak {peak:0.000}"),
        };
    }
}
