using Workbench.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

public sealed class WavFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_reads_back()
    {
        var path = Path.Combine(folder.Path, "new", "two.wav");
        float[] left = SoundBytes.Channel(0), right = SoundBytes.Channel(3);
        WavFile.Write(path, new AudioClip(22050, left, right));
        var clip = AudioFile.Read(path, TestContext.Current.CancellationToken);
        Assert.Equal((22050, 2), (clip.SampleRate, clip.ChannelCount));
        Assert.Equal(left, clip.Channel(0).ToArray());
        Assert.Equal(right, clip.Channel(1).ToArray());
    }

    [Fact]
    public void Every_16_bit_sample_survives_the_round_trip()
    {
        float[] all = [.. Enumerable.Range(short.MinValue, 65536).Select(s => s / 32768f)];
        var path = folder.Write("all.wav", WavFile.Encode(new AudioClip(8000, all)));
        Assert.Equal(all, AudioFile.Read(path, TestContext.Current.CancellationToken).Channel(0).ToArray());
    }

    [Fact]
    public void Samples_are_rounded_to_the_nearest_step_and_limited()
    {
        float[] samples = [0.4f / 32768, 0.6f / 32768, -0.6f / 32768, 1.5f / 32768, 2.5f / 32768, 1, 1.3f, -1.3f];
        short[] expected = [0, 1, -1, 2, 2, short.MaxValue, short.MaxValue, short.MinValue];
        var bytes = WavFile.Encode(new AudioClip(8000, samples));
        Assert.Equal(expected, Enumerable.Range(0, samples.Length).Select(i => BitConverter.ToInt16(bytes, 44 + 2 * i)));
    }

    [Fact]
    public void The_header_is_that_of_plain_pcm()
    {
        var expected = SoundBytes.Wav(SoundBytes.Samples(2, 2), 2);
        Assert.Equal(expected, WavFile.Encode(new AudioClip(44100, SoundBytes.Channel(0), SoundBytes.Channel(1))));
    }
}
