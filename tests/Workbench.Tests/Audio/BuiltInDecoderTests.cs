using Workbench.Audio;
using Workbench.Audio.Flac;
using Workbench.Audio.Ogg;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

/// <summary>The decoders that need no installation, alone.</summary>
public sealed class BuiltInDecoderTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("constant", 16, 0)]
    [InlineData("verbatim", 16, 0)]
    [InlineData("verbatim", 24, 10)]
    [InlineData("verbatim", 32, 0)]
    [InlineData("fixed0", 16, 0)]
    [InlineData("fixed1", 16, 8)]
    [InlineData("fixed2", 16, 9)]
    [InlineData("fixed3", 16, 10)]
    [InlineData("fixed4", 12, 0)]
    [InlineData("lpc", 20, 10)]
    [InlineData("escape", 16, 0)]
    [InlineData("wasted", 16, 0)]
    public void Flac_of_every_prediction_reads_exactly(string kind, int bits, int stereo)
    {
        var random = new Random(1);
        var amplitude = kind == "constant" ? 0 : 1 << bits - 3;
        int[][] channels = [.. Enumerable.Range(0, 2).Select(c => Enumerable.Range(0, 2600)
            .Select(i => (int)(amplitude * Math.Sin(0.05 * i + c)) + (kind == "constant" ? 1000 : random.Next(-20, 20)) & ~3).ToArray())];
        var path = folder.Write("sound.flac", FlacBytes.Encode(channels, bits, 48_000, kind: kind, stereo: stereo));
        var clip = AudioFile.Read(path, [new FlacDecoder()], Cancellation);
        Assert.Equal((48_000, 2, 2600), (clip.SampleRate, clip.ChannelCount, clip.SampleCount));
        for (var c = 0; c < 2; c++)
            Assert.Equal(channels[c].Select(s => (float)(s / Math.ScaleB(1, bits - 1))), clip.Channel(c).ToArray());
    }

    [Fact]
    public void A_damaged_frame_of_Flac_is_left_out_and_the_others_read()
    {
        var bytes = FlacBytes.Encode([[.. Enumerable.Range(0, 10_000)]]);
        bytes[bytes.Length / 2] ^= 1;
        var clip = AudioFile.Read(folder.Write("sound.flac", bytes), [new FlacDecoder()], Cancellation);
        Assert.Equal(9000, clip.SampleCount);
    }

    [Fact]
    public void Opus_is_as_long_as_its_last_page_says_and_keeps_the_tone()
    {
        var path = folder.Write("song.opus", OggBytes.Opus(TestAudio.Tone(1000, 48_000, 50_001)));
        var clip = AudioFile.Read(path, [new OggDecoder()], Cancellation);
        Assert.Equal((48_000, 1, 50_001), (clip.SampleRate, clip.ChannelCount, clip.SampleCount));
        Assert.Equal(0.5 / Math.Sqrt(2), TestAudio.Measure(clip.Channel(0)[5000..^5000]).Rms, 0.02); // lossy
    }

    [Theory(Timeout = 60_000)] // what is cut off would be read for ever
    [InlineData(0xFF, 0xFF, "larger than any encoder's")] // a table of 65,535 times 16,777,215 numbers
    [InlineData(0x01, 0x00, "cut off")]
    public async Task A_setup_of_Vorbis_that_claims_too_much_is_refused(byte dimensions, byte entries, string expected)
    {
        byte[] setup = [0, 0x42, 0x43, 0x56, dimensions, dimensions, entries, 1, entries, 1];
        var path = folder.Write("song.ogg", OggBytes.Vorbis(setup));
        var error = await Assert.ThrowsAsync<UnreadableAudioException>(
            () => Task.Run(() => AudioFile.Read(path, [new OggDecoder()], Cancellation), Cancellation));
        Assert.Contains(expected, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void W64_reads_exactly()
    {
        byte[] wave = [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];
        var data = SoundBytes.Samples(2, 2);
        byte[] bytes =
        [
            .. "riff"u8, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0, 0, .. SoundBytes.Le32(0), .. SoundBytes.Le32(0),
            .. "wave"u8, .. wave, .. "junk"u8, .. wave, .. SoundBytes.Le32(27), .. SoundBytes.Le32(0), .. new byte[8],
            .. "fmt "u8, .. wave, .. SoundBytes.Le32(40), .. SoundBytes.Le32(0), .. SoundBytes.Wav([], channels: 2)[20..36],
            .. "data"u8, .. wave, .. SoundBytes.Le32(24 + (uint)data.Length), .. SoundBytes.Le32(0), .. data,
        ];
        var clip = AudioFile.Read(folder.Write("sound.w64", bytes), [new PcmDecoder()], Cancellation);
        for (var c = 0; c < 2; c++)
            Assert.Equal(SoundBytes.Channel(c), clip.Channel(c).ToArray());
        Assert.Null(AudioFile.ReadTags(folder.File("sound.w64"), Cancellation).Artist);
    }

    [Fact]
    public void Damaged_files_give_sound_or_one_clear_error()
    {
        var random = new Random(7);
        var noise = TestAudio.Tone(700, 48_000, 9600);
        int[][] channels = [[.. noise.Select(s => (int)(20_000 * s))]];
        (string Name, byte[] Bytes)[] seeds =
        [
            ("mp3", [.. MpegBytes.Tag(12), .. MpegBytes.Frames(6), .. MpegBytes.Frames(6, kiloBits: 96, channels: 2)]),
            ("mp3", MpegBytes.Frames(12, channels: 2, noise: random)),
            ("flac", FlacBytes.Encode(channels)),
            ("opus", OggBytes.Opus(noise)),
            ("wav", SoundBytes.Wav(new byte[6000], channels: 2)),
            ("aiff", SoundBytes.Aiff(new byte[6000], channels: 2, bits: 16)),
            ("au", SoundBytes.Au(new byte[6000], channels: 1, encoding: 3)),
        ];
        IAudioDecoder[] builtIn = [.. AudioFile.Decoders.Where(d => d.IsBuiltIn)];
        foreach (var (name, bytes) in seeds)
            for (var round = 0; round < 150; round++)
            {
                var path = folder.Write($"damaged.{name}", Mutate(bytes, random));
                try
                {
                    var clip = AudioFile.Read(path, builtIn, Cancellation);
                    // 400 kbit/s of silence are the fewest bytes that a second of these takes, but for constant frames of FLAC.
                    Assert.InRange((long)clip.SampleCount * clip.ChannelCount, 0, 8 * 65_536L * 20);
                    for (var c = 0; c < clip.ChannelCount; c++)
                        Assert.DoesNotContain(clip.Channel(c).ToArray(), s => !float.IsFinite(s));
                }
                catch (UnreadableAudioException error)
                {
                    Assert.DoesNotContain('\n', error.Message);
                }
            }
    }

    /// <summary>Some bytes changed, and at times a piece cut out, put in twice, or the end cut off.</summary>
    private static byte[] Mutate(byte[] bytes, Random random)
    {
        List<byte> mutated = [.. bytes];
        for (var i = random.Next(1, 12); i > 0; i--)
            mutated[random.Next(random.Next(4) == 0 ? Math.Min(64, mutated.Count) : mutated.Count)] = (byte)random.Next(256);
        var (start, length) = (random.Next(mutated.Count / 2), random.Next(1, mutated.Count / 4));
        switch (random.Next(6))
        {
            case 0: mutated.RemoveRange(start, length); break;
            case 1: mutated.InsertRange(start, mutated.GetRange(start, length)); break;
            case 2: mutated.RemoveRange(mutated.Count - length, length); break;
        }
        return [.. mutated];
    }
}
