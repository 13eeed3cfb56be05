using Workbench.Audio;
using Workbench.Audio.Flac;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

/// <summary>What asks for too much is one song with its reason, and headers are believed no further than the bytes go.</summary>
public sealed class AudioLimitsTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(65, 44_100, "the header says 65 channels; 1 to 64 are read.")]
    [InlineData(1, 999, "the header says a sample rate of 999 Hz; 1000 to 768000 are read.")]
    [InlineData(1, 768_001, "the header says a sample rate of 768001 Hz; 1000 to 768000 are read.")]
    public void Channels_and_rates_beyond_the_limits_are_named_with_the_limit(int channels, int sampleRate, string expected)
    {
        var path = folder.Write("odd.wav", SoundBytes.Wav(new byte[65 * 2 * 10], channels, sampleRate));
        Assert.StartsWith(expected, Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(path, Cancellation)).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_two_hours_are_refused_and_two_hours_are_not()
    {
        var twoHours = SoundBytes.Wav(new byte[7200 * 1000], sampleRate: 1000, bits: 8);
        Assert.Equal(7200, AudioFile.Examine(folder.Write("two.wav", twoHours), Cancellation).DurationSeconds);
        var more = folder.Write("more.wav", SoundBytes.Wav(new byte[7200 * 1000 + 1], sampleRate: 1000, bits: 8));
        Assert.Equal("is longer than 120 minutes, the most that is read of one song. Cut it into parts.",
            Assert.Throws<UnreadableAudioException>(() => AudioFile.ReadMono(more, 22_050, Cancellation)).Reason);
    }

    [Fact]
    public void Three_hours_in_few_bytes_are_refused_by_every_decoder()
    {
        var hour = FlacBytes.Encode([new int[65_535]], sampleRate: 8, blockSize: 65_535, kind: "constant");
        Assert.Contains("sample rate of 8 Hz", Reason(folder.Write("slow.flac", hour), new FlacDecoder()), StringComparison.Ordinal);
        var path = SharedData.Path("cases", "hostile", "three-hours-silence.flac");
        foreach (var decoder in AudioFile.Decoders.Where(d => d.IsInstalled && d.MayRead(AudioFormat.Flac)))
            Assert.StartsWith("is longer than 120 minutes", Reason(path, decoder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_claims_gigabytes_takes_no_more_than_the_file_has()
    {
        var path = folder.Write("lie.wav", SoundBytes.Wav(new byte[64 * 2 * 10], channels: 64, dataLength: 4_000_000_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(10, AudioFile.Read(path, Cancellation).SampleCount);
        // A piece of a megabyte a channel, and the blocks that bytes are read in: not the 8 GB that are claimed.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L * 2 * (1 << 20));
        Assert.StartsWith("gives 0.0 s of the ", AudioFile.Examine(path, Cancellation).Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(44_100, 2)]
    [InlineData(48_000, 3)]
    [InlineData(22_050, 2)]
    [InlineData(8_000, 1)]
    public void Mixing_and_converting_block_by_block_is_that_of_the_whole(int sampleRate, int channels)
    {
        var random = new Random(3);
        var data = new byte[2 * channels * 100_003];
        random.NextBytes(data);
        var path = folder.Write("noise.wav", SoundBytes.Wav(data, channels, sampleRate));
        var whole = Resampler.Resample(AudioFile.Read(path, Cancellation).ToMono(), 22_050, Cancellation);
        Assert.Equal(whole.Channel(0), AudioFile.ReadMono(path, 22_050, Cancellation).Channel(0));
        SampleBuffer buffer = new();
        MonoSink sink = new(path, 22_050, buffer, Cancellation);
        var samples = data.Select(b => (b - 128) / 128f).ToArray();
        foreach (var largest in new[] { 7, 5000 }) // begun again, what came before is forgotten
        {
            sink.Begin(sampleRate, channels);
            for (var at = 0; at < samples.Length;)
            {
                var length = Math.Min(samples.Length - at, channels * random.Next(1, largest));
                sink.Append(samples.AsSpan(at, length));
                at += length;
            }
            sink.End();
            var count = samples.Length / channels;
            var mono = new AudioClip(sampleRate, [.. Enumerable.Range(0, channels)
                .Select(c => Enumerable.Range(0, count).Select(i => samples[i * channels + c]).ToArray())]).ToMono();
            Assert.Equal(Resampler.Resample(mono, 22_050, Cancellation).Channel(0), buffer.TakeArray());
        }
    }

    private static string Reason(string path, params IAudioDecoder[] decoders) =>
        Assert.Throws<UnreadableAudioException>(() => AudioFile.Read(path, decoders, Cancellation)).Reason;
}
