namespace Workbench.Audio.Flac;

/// <summary>
/// FLAC with nothing to install, to the end of the file, whatever number of samples its beginning claims; frames whose checksum is wrong
/// are passed over.
/// </summary>
internal sealed class FlacDecoder : IAudioDecoder
{
    public string Name => "built-in FLAC reader";

    public bool IsInstalled => true;

    public bool IsBuiltIn => true;

    public bool MayRead(AudioFormat format) => format == AudioFormat.Flac;

    public bool TryDecode(string path, AudioFormat format, SampleSink sink, CancellationToken token, out string reason)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        stream.Position = FormatDetector.StartOfSound(stream);
        ByteWindow window = new(stream, token);
        reason = "its first block is damaged";
        if (FlacInfo.From(window.Ahead(FlacInfo.Length)) is not { } info)
            return false;
        sink.Begin(info.SampleRate, info.ChannelCount);
        FlacFrame frame = new();
        var samples = Array.Empty<float>();
        while (window.MoveTo(0xFF))
        {
            if (!FlacHeader.TryRead(window.Ahead(FlacHeader.MaxLength), info, out var header))
            {
                window.Skip(1);
                continue;
            }
            if (samples.Length < header.SampleCount * header.ChannelCount)
                samples = new float[header.SampleCount * header.ChannelCount];
            var length = frame.Decode(header, window.Ahead(header.LongestFrame), samples);
            window.Skip(Math.Max(1, length));
            if (length > 0 && !sink.TryContinue(samples.AsSpan(0, header.SampleCount * header.ChannelCount), header.SampleRate,
                header.ChannelCount))
                break;
        }
        reason = "no samples could be decoded";
        return sink.SampleCount > 0;
    }
}
