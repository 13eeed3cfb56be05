using Workbench.Audio;

namespace Workbench.Onnx;

/// <summary>
/// All samples of a clip at once: for an encoder that cuts it itself, and gives as many rows as it likes. It takes as much memory as the
/// longest song asks for, and can only be summarised by statistics.
/// </summary>
public sealed record WholeClip : EncoderInput
{
    private const int TrialSeconds = 10;

    internal override int? FrameHop => null;

    internal override int TrialLength(int sampleRate) => TrialSeconds * sampleRate;

    internal override long[] Shape(int length) => [length];

    internal override IEnumerable<string> Problems(int sampleRate) => [];

    internal override Func<AudioClip, CancellationToken, IEnumerable<float[]>> Open() => (clip, _) => [clip.Channel(0).ToArray()];
}
