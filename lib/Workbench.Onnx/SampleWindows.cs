using Workbench.Audio;

namespace Workbench.Onnx;

/// <summary>
/// Windows of samples. The first begins with the clip; one that would reach beyond its end is left out, but a clip shorter than a window
/// is heard as one, with silence behind it.
/// </summary>
/// <param name="Length">Samples of a window.</param>
/// <param name="Hop">Samples from one window to the next.</param>
public sealed record SampleWindows(int Length, int Hop) : EncoderInput
{
    private const int LongestSeconds = 600;

    internal override int? FrameHop => Hop;

    internal override int TrialLength(int sampleRate) => Length;

    internal override long[] Shape(int length) => [length];

    internal override IEnumerable<string> Problems(int sampleRate)
    {
        if (Length < 1 || Length > LongestSeconds * (long)sampleRate)
            yield return $"Windows of {Length} samples must have 1 to {LongestSeconds * (long)sampleRate}, which are ten minutes.";
        if (Hop < 1)
            yield return $"The hop of {Hop} samples between windows must be >= 1; half a window is usual.";
    }

    internal override Func<AudioClip, CancellationToken, IEnumerable<float[]>> Open() => (clip, _) => Cut(clip);

    private IEnumerable<float[]> Cut(AudioClip clip)
    {
        var window = new float[Length];
        for (var i = 0; i < Count(clip.SampleCount, Length, Hop); i++)
        {
            clip.Channel(0).Slice(i * Hop, Math.Min(Length, clip.SampleCount)).CopyTo(window);
            yield return window;
        }
    }
}
