namespace Workbench.Audio.Ogg;

/// <summary>
/// Ogg Vorbis (by NVorbis) and Opus (by Concentus) with nothing to install, chained streams one after the other to the end of the file.
/// </summary>
internal sealed class OggDecoder : IAudioDecoder
{
    public string Name => "NVorbis and Concentus";

    public bool IsInstalled => true;

    public bool IsBuiltIn => true;

    public bool MayRead(AudioFormat format) => format == AudioFormat.Ogg;

    public bool TryDecode(string path, AudioFormat format, SampleSink sink, CancellationToken token, out string reason)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        OggPackets packets = new(stream, token);
        reason = "it holds neither Vorbis nor Opus";
        if (!packets.MoveToStream())
            return false;
        reason = "no samples could be decoded";
        var hasBegun = false;
        try
        {
            do
            {
                using IOggSound sound = packets.Packet.StartsWith("OpusHead"u8) ? new OpusSound(packets) : new VorbisSound(packets);
                if (!hasBegun)
                    sink.Begin(sound.SampleRate, sound.ChannelCount);
                hasBegun = true;
                while (sound.Read() is { IsEmpty: false } block)
                    if (!sink.TryContinue(block, sound.SampleRate, sound.ChannelCount))
                        return sink.SampleCount > 0;
            }
            while (packets.MoveToStream());
        }
        // What the two make of damaged bits depends on where they lead them; what came before is sound.
        catch (Exception error) when (error is not (OperationCanceledException or UnreadableAudioException or OutOfMemoryException))
        {
            reason = error.Message;
        }
        return hasBegun && sink.SampleCount > 0;
    }
}
