using System.Globalization;
using Workbench.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Audio;

public class Mp3ParityTests
{
    /// <summary>All decoders that can serve MP3.</summary>
    public static TheoryData<string> DecoderNames => ["libsndfile", "ffmpeg", "NLayer"];

    [Theory]
    [MemberData(nameof(DecoderNames))]
    public void Mp3_decodes_to_the_samples_that_ffmpeg_5_1_counts(string decoderName)
    {
        var decoder = TestAudio.InstalledDecoder(decoderName);
        foreach (var line in File.ReadLines(SharedData.Path("golden", "mp3_decode_reference.csv")).Skip(1))
        {
            var cells = line.Split(',');
            var clip = AudioFile.Read(SharedData.Path(cells[0].Split('/')), [decoder], TestContext.Current.CancellationToken);
            Assert.Equal(int.Parse(cells[1], CultureInfo.InvariantCulture), clip.SampleRate);
            Assert.Equal(int.Parse(cells[2], CultureInfo.InvariantCulture), clip.ChannelCount);
            Assert.Equal(int.Parse(cells[3], CultureInfo.InvariantCulture), clip.SampleCount);
            for (var c = 0; c < clip.ChannelCount; c++)
            {
                var (rms, peak) = TestAudio.Measure(clip.Channel(c));
                // Clips of FMA were cut from longer files, so the first two frames of three of them lean on bits that are
                // not there: mpg123 and ffmpeg conceal that differently. All later samples agree within 1e-4.
                Assert.Equal(double.Parse(cells[4 + c], CultureInfo.InvariantCulture), rms,
                    cells[0].StartsWith("fma", StringComparison.Ordinal) ? 1e-4 : 2e-7);
                Assert.Equal(double.Parse(cells[6 + c], CultureInfo.InvariantCulture), peak, 2e-6); // the table has six digits
            }
        }
    }

    [Fact]
    public void Overshoot_of_a_loud_mp3_is_kept()
    {
        var clip = AudioFile.Read(SharedData.Path("emotify", "stereo", "rock_25.mp3"), [TestAudio.InstalledDecoder("libsndfile")],
            TestContext.Current.CancellationToken);
        Assert.Equal(1.082087, TestAudio.Measure(clip.Channel(0)).Peak, 2e-6); // ffmpeg 5.1, six digits
    }
}
