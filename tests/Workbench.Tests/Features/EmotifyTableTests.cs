using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

/// <summary>
/// The 518 columns of 400 songs against a table that librosa 0.11.0 made of the same MP3 files, as ffmpeg decoded them and brought
/// them to 22,050 Hz: the correlation of each column over the songs.
/// </summary>
public class EmotifyTableTests(ITestOutputHelper output)
{
    private const double Required = 0.999;

    [Fact]
    public void Columns_of_400_songs_that_ffmpeg_decoded_correlate_with_librosas()
    {
        TestAudio.InstalledDecoder("ffmpeg");
        var correlations = Correlations(DecodeWithFfmpeg);
        // Half a second of digital silence, where chroma is the rounding's own, moves tonnetz_max_06.
        Assert.InRange(correlations.Count(c => c.Correlation > Required), 517, 518);
        Assert.All(correlations, c => Assert.True(c.Correlation > 0.998, $"{c.Column}: {c.Correlation}"));
    }

    // ffmpeg's resampler folds what lies between 11 and 12.6 kHz back below 11 kHz, this library's (as librosa's own) lets nothing
    // above 11 kHz through and fades from 10 kHz on: the topmost band of the contrast and the finer MFCC hear the difference. Where a
    // song is silent but for the decoder's own rounding, zero crossings are those of another decoder.
    [Fact]
    public void Columns_of_400_songs_correlate_with_librosas_but_for_what_decoder_and_resampler_change()
    {
        var correlations =
            Correlations(path => AudioFile.ReadMono(path, FeatureSpec.Fma518.SampleRate, TestContext.Current.CancellationToken));
        string[] changed =
        [
            "spectral_contrast_kurtosis_07", "spectral_contrast_max_07", "spectral_contrast_mean_07", "spectral_contrast_median_07",
            "spectral_contrast_min_07", "spectral_contrast_skew_07", "spectral_contrast_std_07", "zcr_kurtosis_01", "zcr_min_01",
            "zcr_skew_01",
        ];
        Assert.All(correlations.Where(c => !changed.Contains(c.Column)),
            c => Assert.True(c.Correlation > 0.99, $"{c.Column}: {c.Correlation}"));
        Assert.InRange(correlations.Count(c => c.Correlation > Required), 425, 518);
    }

    private List<(string Column, double Correlation)> Correlations(Func<string, AudioClip> decode)
    {
        var lines = File.ReadAllLines(SharedData.Path("emotify", "features_518.csv"));
        var columns = lines[0].Split(',')[2..];
        Assert.Equal(FeatureSpec.Fma518.ColumnNames, columns);
        var folder = SharedData.Path("emotify", "audio");
        string[][] rows = [.. lines.Skip(1).Select(line => line.Split(','))];
        FeatureExtractor extractor = new(FeatureSpec.Fma518);
        var actual = new double[rows.Length][];
        Parallel.For(0, rows.Length, song =>
        {
            var path = Path.Combine([folder, .. rows[song][0].Split('/').SkipWhile(part => part is "audio")]);
            actual[song] = [.. extractor.Extract(decode(path)).Row(0).ToArray().Select(v => (double)v)];
        });
        List<(string Column, double Correlation)> correlations =
        [
            .. columns.Select((column, c) => (column, MathNet.Numerics.Statistics.Correlation.Pearson(
                rows.Select(row => double.Parse(row[c + 2], CultureInfo.InvariantCulture)), actual.Select(row => row[c])))),
        ];
        output.WriteLine($"{correlations.Count(c => c.Correlation > Required)} of {columns.Length} columns above {Required}");
        foreach (var (column, correlation) in correlations.Where(c => c.Correlation <= Required).OrderBy(c => c.Correlation))
            output.WriteLine($"{column} {correlation:F5}");
        return correlations;
    }

    private static AudioClip DecodeWithFfmpeg(string path)
    {
        ProcessStartInfo start = new("ffmpeg", ["-v", "error", "-nostdin", "-i", path, "-ac", "1", "-ar", "22050", "-f", "f32le", "-"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using MemoryStream bytes = new();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        process.WaitForExit();
        return new(22_050, [MemoryMarshal.Cast<byte, float>(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).ToArray()]);
    }
}
