using Workbench.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

/// <summary>WAV, AIFF and AU through the built-in reader alone.</summary>
public sealed class PcmFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(8, 1, false)]
    [InlineData(16, 1, false)]
    [InlineData(24, 1, false)]
    [InlineData(32, 1, false)]
    [InlineData(32, 3, false)]
    [InlineData(64, 3, false)]
    [InlineData(16, 1, true)]
    [InlineData(24, 1, true)]
    [InlineData(32, 3, true)]
    public void Wav_of_every_encoding_reads_exactly(int bits, int code, bool isExtensible)
    {
        foreach (var channels in new[] { 1, 2, 7 })
        {
            var data = SoundBytes.Samples(channels, bits / 8, isFloat: code == 3, isUnsigned: bits == 8);
            AssertExact(Read(SoundBytes.Wav(data, channels, 48000, bits, code, isExtensible)), channels, 48000);
        }
    }

    [Theory]
    [InlineData(8, null, false)]
    [InlineData(16, null, false)]
    [InlineData(24, null, true)]
    [InlineData(32, null, false)]
    [InlineData(16, "NONE", false)]
    [InlineData(16, "twos", false)]
    [InlineData(16, "sowt", true)]
    [InlineData(8, "raw ", false)]
    [InlineData(32, "fl32", false)]
    [InlineData(64, "FL64", false)]
    public void Aiff_of_every_encoding_reads_exactly(int bits, string? encoding, bool isSoundFirst)
    {
        foreach (var channels in new[] { 1, 2, 7 })
        {
            var data = SoundBytes.Samples(channels, bits / 8, isFloat: encoding is "fl32" or "FL64", isBigEndian: encoding != "sowt",
                isUnsigned: encoding == "raw ");
            AssertExact(Read(SoundBytes.Aiff(data, channels, bits, encoding, isSoundFirst)), channels, 44100);
        }
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(6, 4)]
    [InlineData(7, 8)]
    public void Au_of_every_encoding_reads_exactly(int encoding, int bytes)
    {
        foreach (var channels in new[] { 1, 2, 7 })
            AssertExact(
                Read(SoundBytes.Au(SoundBytes.Samples(channels, bytes, isFloat: encoding >= 6, isBigEndian: true), channels, encoding)),
                channels, 22050);
    }

    [Fact]
    public void Eight_bit_mono_at_8_kHz_is_brought_to_22_05_kHz()
    {
        var path = folder.Write("old.wav",
            SoundBytes.Wav([.. Enumerable.Range(0, 8000).Select(i => (byte)(128 + 100 * Math.Sin(i * 0.3)))], sampleRate: 8000, bits: 8));
        var clip = AudioFile.ReadMono(path, 22050, TestContext.Current.CancellationToken);
        Assert.Equal((22050, 22050), (clip.SampleRate, clip.SampleCount));
        Assert.Equal(100 / 128.0, TestAudio.Measure(clip.Channel(0)[2000..^2000]).Peak, 0.01); // 8-bit steps of 1/128, cut towards zero
    }

    [Fact]
    public void Chunks_that_are_not_needed_are_passed_over()
    {
        var data = SoundBytes.Samples(2, 2);
        AssertExact(Read(SoundBytes.Wav(data, 2, before: SoundBytes.Chunk("JUNK", [1, 2, 3]), after: SoundBytes.Chunk("LIST", [4, 5]))),
            2, 44100);
    }

    [Fact]
    public void Rf64_takes_its_length_from_the_ds64_chunk()
    {
        var data = SoundBytes.Samples(2, 2);
        var lengths = SoundBytes.Chunk("ds64", [.. new byte[8], .. SoundBytes.Le32((uint)data.Length), .. new byte[16]]);
        AssertExact(
            Read(SoundBytes.Wav(data, 2, before: lengths, dataLength: uint.MaxValue, riffLength: uint.MaxValue,
                after: SoundBytes.Chunk("LIST", [4, 5, 6, 7]), form: "RF64")), 2, 44100);
    }

    [Theory]
    [InlineData(1_000_000u, null)] // longer than the file
    [InlineData(uint.MaxValue, uint.MaxValue)] // written to a pipe
    [InlineData(0u, 0u)] // a recorder that lost power
    [InlineData(0u, 36u)] // the same, with the header counted
    public void A_wav_that_lies_about_its_length_gives_the_samples_that_are_there(uint dataLength, uint? riffLength)
    {
        AssertExact(Read(SoundBytes.Wav(SoundBytes.Samples(2, 2), 2, dataLength: dataLength, riffLength: riffLength)), 2, 44100);
    }

    [Fact]
    public void A_cut_last_frame_is_left_out()
    {
        var clip = Read(SoundBytes.Wav(SoundBytes.Samples(2, 2)[..^3], 2, dataLength: 28));
        Assert.Equal(SoundBytes.Exact.Length - 1, clip.SampleCount);
    }

    [Fact]
    public void A_wav_that_is_truly_empty_has_no_samples()
    {
        var clip = Read(SoundBytes.Wav([], after: SoundBytes.Chunk("LIST", [1, 2, 3, 4])));
        Assert.Equal(0, clip.SampleCount);
        Assert.Equal("has no samples", AudioScreen.Reject(clip));
    }

    [Fact]
    public void An_au_of_unknown_length_reads_to_the_end() =>
        AssertExact(Read(SoundBytes.Au(SoundBytes.Samples(1, 2, isBigEndian: true), 1, 3, length: uint.MaxValue)), 1, 22050);

    public static TheoryData<string, byte[], string> Nonsense => new()
    {
        { "wav", SoundBytes.Wav(new byte[8], channels: 0), "0 channels" },
        { "wav", SoundBytes.Wav(new byte[8], channels: 999), "999 channels" },
        { "wav", SoundBytes.Wav(new byte[8], sampleRate: 0), "sample rate of 0 Hz" },
        { "wav", SoundBytes.Wav(new byte[8], sampleRate: 2_000_000_000), "sample rate of 2000000000 Hz" },
        { "wav", SoundBytes.Wav(new byte[8], blockAlign: 0), "1 channels of 16 bits in frames of 0 bytes" },
        { "wav", SoundBytes.Wav(new byte[8], channels: 2, blockAlign: 3), "2 channels of 16 bits in frames of 3 bytes" },
        { "wav", SoundBytes.Wav(new byte[8], bits: 0, blockAlign: 2), "1 channels of 0 bits" },
        { "wav", SoundBytes.Wav(new byte[8], code: 3, bits: 16), "1 channels of 16 bits" },
        { "wav", SoundBytes.Wav(new byte[8], before: SoundBytes.Chunk("data", [1, 2])), "before its 'fmt ' chunk" },
        { "wav", SoundBytes.Wav([])[..36], "ends before its samples" },
        { "wav", SoundBytes.Wav([])[..25], "ends inside its header (25 bytes)" },
        { "aiff", SoundBytes.Aiff(new byte[8], channels: 0, bits: 16), "0 channels" },
        { "aiff", SoundBytes.Aiff(new byte[8], channels: 1, bits: 99), "99 bits" },
        { "aiff", SoundBytes.Aiff(new byte[8], channels: 1, bits: 16)[..40], "no 'SSND' chunk" },
        { "au", SoundBytes.Au(new byte[8], channels: 0, encoding: 3), "0 channels" },
        { "au", SoundBytes.Au(new byte[8], channels: 1, encoding: 3, sampleRate: 0), "sample rate of 0 Hz" },
        { "au", SoundBytes.Au(new byte[8], channels: 1, encoding: 3, offset: 4), "begin at byte 4" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void A_header_of_nonsense_is_refused_with_what_it_says(string extension, byte[] content, string expected)
    {
        var path = folder.Write("broken." + extension, content);
        var error = Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(path, TestContext.Current.CancellationToken));
        Assert.Contains(expected, error.Reason, StringComparison.Ordinal);
        Assert.Equal($"{path}: {error.Reason}", error.Message);
    }

    private AudioClip Read(byte[] content) =>
        AudioFile.Read(folder.Write("sound", content), [new PcmDecoder()], TestContext.Current.CancellationToken);

    private static void AssertExact(AudioClip clip, int channels, int sampleRate)
    {
        Assert.Equal((sampleRate, channels), (clip.SampleRate, clip.ChannelCount));
        for (var c = 0; c < channels; c++)
            Assert.Equal(SoundBytes.Channel(c), clip.Channel(c).ToArray());
    }
}
