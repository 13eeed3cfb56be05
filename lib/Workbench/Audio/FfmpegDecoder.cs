namespace Workbench.Audio;

/// <summary>
/// Everything else, through an <c>ffmpeg</c> found on PATH: it writes the first audio stream as 32-bit float WAV to a pipe,
/// which <see cref="WaveReader"/> reads. The process costs about 0.1 s a file.
/// </summary>
internal sealed class FfmpegDecoder : IAudioDecoder
{
    private static readonly ExternalTool Ffmpeg = new("ffmpeg");

    public string Name => Ffmpeg.Name;

    public bool IsInstalled => Ffmpeg.IsInstalled;

    public bool IsBuiltIn => false;

    public bool MayRead(AudioFormat format) => true;

    public bool TryDecode(string path, AudioFormat format, SampleSink sink, CancellationToken token, out string reason)
    {
        var (isRead, complaint) = Ffmpeg.Run(path, ["-map", "0:a:0", "-f", "wav", "-c:a", "pcm_f32le", "pipe:1"],
            output => Read(output, path, sink, token), token);
        reason = complaint ?? "no samples could be decoded";
        return complaint is null && isRead && sink.SampleCount > 0;
    }

    private static bool Read(Stream output, string path, SampleSink sink, CancellationToken token)
    {
        try
        {
            return WaveReader.TryRead(output, path, sink, token, out _);
        }
        catch (EndOfStreamException)
        {
            // ffmpeg could not even begin; what it says on stderr becomes the reason.
            return false;
        }
    }
}
