using NLayer;

namespace Workbench.Audio.Mpeg;

/// <summary>
/// MP3 (and layers I and II) with nothing to install: NLayer decodes the frames that <see cref="MpegFrames"/> finds, to the end of the
/// file. What the encoder and the decoder add at both ends is left out where the file states it, as libsndfile and ffmpeg do.
/// </summary>
internal sealed class Mp3Decoder : IAudioDecoder
{
    public string Name => "NLayer";

    public bool IsInstalled => true;

    public bool IsBuiltIn => true;

    public bool MayRead(AudioFormat format) => format == AudioFormat.Mp3;

    public bool TryDecode(string path, AudioFormat format, SampleSink sink, CancellationToken token, out string reason)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var parts = MpegFrames.Parts(stream, token);
        reason = "no frame of MPEG audio was found";
        if (parts.Count == 0)
            return false;
        stream.Position = 0;
        Song song = new(parts, sink);
        MpegFrames frames = new(stream, token);
        while (frames.MoveNext() && song.TryAppend(frames)) { }
        reason = "none of its frames could be decoded";
        return song.HasSound;
    }

    /// <summary>The state of one decoding.</summary>
    private sealed class Song
    {
        private const int LargestFrame = 2 * 1152;

        /// <summary>At 60 dB above full scale a frame is damaged.</summary>
        private const float LoudestSample = 1000;

        private readonly IReadOnlyList<MpegPart> parts;
        private readonly SampleSink sink;
        private readonly MpegFrameDecoder decoder = new();
        private readonly NLayerFrame frame = new();
        private readonly float[] decoded = new float[LargestFrame];
        private int partIndex = -1;
        private long skip, left;

        public Song(IReadOnlyList<MpegPart> parts, SampleSink sink)
        {
            (this.parts, this.sink) = (parts, sink);
            sink.Begin(parts[0].Header.SampleRate, parts[0].Header.ChannelCount);
        }

        /// <summary>Whether any frame could be decoded.</summary>
        public bool HasSound { get; private set; }

        /// <summary>Decodes a frame; false where the song goes on at another rate, which other decoders may convert.</summary>
        public bool TryAppend(MpegFrames frames)
        {
            if (partIndex != frames.PartIndex)
            {
                partIndex = frames.PartIndex;
                (skip, left) = (parts[partIndex].Delay, parts[partIndex].SampleCount);
            }
            var header = frames.Header;
            frame.Load(header, frames.Frame);
            Decode(header);
            var skipped = (int)Math.Min(skip, header.SampleCount);
            var taken = (int)Math.Min(left, header.SampleCount - skipped);
            (skip, left) = (skip - skipped, left - taken);
            return sink.TryContinue(decoded.AsSpan(skipped * header.ChannelCount, taken * header.ChannelCount), header.SampleRate,
                header.ChannelCount);
        }

        /// <summary>
        /// Fills <see cref="decoded"/>. A frame that is damaged, or leans on one that is absent, is silent, so that all later ones are at
        /// their time.
        /// </summary>
        private void Decode(MpegHeader header)
        {
            var samples = decoded.AsSpan(0, header.SampleCount * header.ChannelCount);
            try
            {
                if (decoder.DecodeFrame(frame, decoded, 0) == samples.Length && IsSound(samples))
                {
                    HasSound = true;
                    return;
                }
            }
            // What NLayer makes of damaged bits depends on where they lead it.
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException or ArgumentException
                or IndexOutOfRangeException or NullReferenceException or OverflowException)
            {
                decoder.Reset();
            }
            samples.Clear();
        }

        private static bool IsSound(ReadOnlySpan<float> samples)
        {
            foreach (var sample in samples)
                if (!(Math.Abs(sample) <= LoudestSample))
                    return false;
            return true;
        }
    }
}
