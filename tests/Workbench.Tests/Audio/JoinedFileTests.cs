using Workbench.Audio;
using Workbench.Audio.Mpeg;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

/// <summary>Files whose sound goes on after the place where a header says that it ends, or ends before it.</summary>
public sealed class JoinedFileTests : IDisposable
{
    /// <summary>Delay and padding that <see cref="MpegBytes.Tag"/> states, and what decoders add to the first.</summary>
    private const int Delay = 576 + 529;

    private readonly TempFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static byte[] Id3 => [.. "ID3"u8, 4, 0, 0, 0, 0, 2, 0, .. MpegBytes.Frames(1)[..256]];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Joined_MP3s_are_the_sum_of_their_parts()
    {
        byte[] first = [.. Id3, .. MpegBytes.Tag(100), .. MpegBytes.Frames(100)], second = [.. MpegBytes.Tag(50), .. MpegBytes.Frames(50)];
        byte[] third = [.. "TAG"u8, .. new byte[125], .. Id3, .. MpegBytes.Frames(60, kiloBits: 64)];
        Assert.Equal(
            100 * MpegBytes.FrameSamples - Delay + 50 * MpegBytes.FrameSamples - Delay + 60 * MpegBytes.FrameSamples,
            AudioFile.Read(folder.Write("joined.mp3", [.. first, .. second, .. third]), Cancellation).SampleCount);
    }

    [Fact]
    public void A_tag_that_claims_too_few_frames_is_not_believed()
    {
        var path = folder.Write("short.mp3", [.. MpegBytes.Tag(100), .. MpegBytes.Frames(300)]);
        Assert.Equal(300 * MpegBytes.FrameSamples - Delay, AudioFile.Read(path, Cancellation).SampleCount);
        Assert.Null(AudioFile.Examine(path, Cancellation).Warning);
    }

    [Fact]
    public void A_tag_that_claims_too_many_frames_is_told_of_with_both_lengths()
    {
        var decoding = AudioFile.Examine(folder.Write("cut.mp3", [.. MpegBytes.Tag(400), .. MpegBytes.Frames(100)]), Cancellation);
        Assert.StartsWith("gives 2.6 s of the 10.4 s that it should have;", decoding.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_bit_rate_without_a_tag_decodes_to_the_end()
    {
        // A length that is guessed from the first frames is a tenth of the true one.
        var path = folder.Write("vbr.mp3", [.. MpegBytes.Frames(20, kiloBits: 320), .. MpegBytes.Frames(800, kiloBits: 32)]);
        Assert.Equal(820 * MpegBytes.FrameSamples, AudioFile.Read(path, Cancellation).SampleCount);
    }

    [Theory]
    [InlineData("x", "rock20s.mp3", 20.0)]
    [InlineData("y", "loud-start-16s.mp3", 16.0)]
    [InlineData("y", "with-xing-20s.mp3", 20.0)]
    public void MP3s_that_lost_their_tag_are_as_long_as_they_were(string genre, string name, double seconds)
    {
        var decoding = AudioFile.Examine(SharedData.Path("cases", "06-vbr-no-xing", genre, name), Cancellation);
        Assert.Equal(seconds, decoding.DurationSeconds, 0.05); // two frames of 26 ms
        Assert.Null(decoding.Warning);
    }

    [Fact]
    public void What_goes_on_in_mono_keeps_its_time_and_at_another_rate_is_told_of()
    {
        IAudioDecoder[] decoders = [new Mp3Decoder()];
        var path = folder.Write("mono.mp3", [.. MpegBytes.Frames(50, channels: 2), .. MpegBytes.Frames(70)]);
        var clip = AudioFile.Read(path, decoders, Cancellation);
        Assert.Equal((2, 120 * MpegBytes.FrameSamples), (clip.ChannelCount, clip.SampleCount));
        path = folder.Write("rate.mp3", [.. MpegBytes.Frames(50), .. MpegBytes.Frames(100, sampleRate: 48_000)]);
        ClipBuilder builder = new(path);
        Assert.StartsWith("gives 1.3 s of the 3.7 s that it should have;",
            AudioFile.Decode(path, builder, decoders, Cancellation).Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Joined_FLACs_and_a_FLAC_that_claims_too_few_samples_decode_to_the_end()
    {
        int[][] sound = [Ramp(100_000)];
        byte[] first = FlacBytes.Encode(sound), second = FlacBytes.Encode(sound);
        var clip = AudioFile.Read(folder.Write("joined.flac", [.. first, .. second]), Cancellation);
        Assert.Equal(200_000, clip.SampleCount);
        Assert.True(clip.Channel(0)[..100_000].SequenceEqual(clip.Channel(0)[100_000..]));
        var path = folder.Write("short.flac", FlacBytes.Encode(sound, claimedSamples: 5000));
        Assert.Equal(100_000, AudioFile.Read(path, Cancellation).SampleCount);
    }

    [Fact]
    public void A_FLAC_that_was_cut_off_is_told_of_with_both_lengths()
    {
        var whole = FlacBytes.Encode([Ramp(441_000)]);
        var decoding = AudioFile.Examine(folder.Write("cut.flac", whole[..(whole.Length / 2)]), Cancellation);
        Assert.StartsWith("gives 5.0 s of the 10.0 s that it should have;", decoding.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Chained_streams_of_Ogg_decode_one_after_the_other()
    {
        var tone = TestAudio.Tone(440, 48_000, 100_000);
        var clip = AudioFile.Read(folder.Write("chain.opus", [.. OggBytes.Opus(tone), .. OggBytes.Opus(tone[..70_000], serial: 2)]),
            Cancellation);
        Assert.Equal((48_000, 170_000), (clip.SampleRate, clip.SampleCount));
        Assert.Equal(0.5 / Math.Sqrt(2), TestAudio.Measure(clip.Channel(0)[110_000..160_000]).Rms, 0.02); // lossy
    }

    [Fact]
    public void A_WAV_whose_samples_go_on_behind_their_length_is_read_to_the_end()
    {
        var data = new byte[4 * 44_100];
        Array.Fill(data, (byte)1);
        var path = folder.Write("long.wav", SoundBytes.Wav(data, dataLength: 1000));
        Assert.Equal(2 * 44_100, AudioFile.Read(path, Cancellation).SampleCount);
        var followed = SoundBytes.Wav(data, after: SoundBytes.Chunk("LIST", new byte[200_000]));
        Assert.Equal(2 * 44_100, AudioFile.Read(folder.Write("list.wav", followed), Cancellation).SampleCount);
        var cut = AudioFile.Examine(folder.Write("cut.wav", SoundBytes.Wav(data, dataLength: 882_000)), Cancellation);
        Assert.StartsWith("gives 2.0 s of the 10.0 s that it should have;", cut.Warning, StringComparison.Ordinal);
    }

    private static int[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => 10_000 * (i % 7 - 3) / 3 + i % 101)];
}
