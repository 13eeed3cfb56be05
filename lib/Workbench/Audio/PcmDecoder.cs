namespace Workbench.Audio;

/// <summary>Uncompressed WAV, W64, AIFF and AU, without any native library.</summary>
internal sealed class PcmDecoder : IAudioDecoder
{
    public string Name => "built-in reader";

    public bool IsInstalled => true;

    public bool IsBuiltIn => true;

    public bool MayRead(AudioFormat format) => format is AudioFormat.Wav or AudioFormat.Wave64 or AudioFormat.Aiff or AudioFormat.Au;

    public bool TryDecode(string path, AudioFormat format, SampleSink sink, CancellationToken token, out string reason)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 65536);
        try
        {
            return format switch
            {
                AudioFormat.Wav => WaveReader.TryRead(stream, path, sink, token, out reason),
                AudioFormat.Wave64 => Wave64Reader.TryRead(stream, path, sink, token, out reason),
                AudioFormat.Aiff => AiffReader.TryRead(stream, path, sink, token, out reason),
                AudioFormat.Au => AuReader.TryRead(stream, path, sink, token, out reason),
                _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
            };
        }
        catch (EndOfStreamException error)
        {
            throw new UnreadableAudioException(path, $"the file ends inside its header ({stream.Length} bytes). Fetch or export it again.",
                error);
        }
    }
}
