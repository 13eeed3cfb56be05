using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Workbench.Features;
using Workbench.Features.Analysis;
using Workbench.Tests.Reference;
using Workbench.Tests.Reference.Synthetic;

namespace Workbench.Tests.Features;

/// <summary>The 518 columns against those of librosa 0.11.0 and SciPy.</summary>
public class Fma518Tests
{
    /// <summary>Relative to the value, or to how far the column reaches over the clips, whichever is more.</summary>
    private const double Usual = 1e-3;

    /// <summary>
    /// Of the synthetic plucked strings the largest contrast in the first band is taken over a valley 136 dB below the frame's
    /// largest bin, to 1e-8 of which the float32 transform is exact. Without a fused multiply-add, which every processor with AVX2
    /// and every ARM64 has, the last band's skewness and kurtosis are up to 1.1e-3 off as well.
    /// </summary>
    private const double DeepestValley = 2e-3;

    private static readonly bool HasFusedMultiplyAdd = Fma.IsSupported || AdvSimd.IsSupported;

    public static TheoryData<string> Clips => GoldenClip.Names;

    [Fact]
    public void Columns_are_those_of_the_fma_tables() =>
        Assert.Equal(FmaColumns.Names().OrderBy(c => c.Value).Select(c => c.Key), FeatureSpec.Fma518.ColumnNames);

    [Fact]
    public void Columns_are_those_of_a_list_of_the_fma_tables() => Assert.Equal(
        File.ReadLines(SharedData.Path("fma", "columns_518.csv")).Skip(1),
        FmaColumns.All.Select((c, index) => $"{index},{c.Feature},{c.Statistic},{c.Number}"));

    [Theory, MemberData(nameof(Clips))]
    public void Statistics_match(string name)
    {
        GoldenClip golden = new(name);
        var expected = golden.Array("fma518");
        var spread = Spread(golden);
        var actual = new FeatureExtractor(FeatureSpec.Fma518).Extract(golden.Read());
        Assert.Equal(expected.Length, actual.ColumnCount);
        for (var c = 0; c < expected.Length; c++)
            if (!golden.HasSilence || !RestsOnConstantQ(actual.ColumnNames[c]))
                AssertClose(actual.ColumnNames[c], expected[c], actual[0, c], spread[c], Tolerance(actual.ColumnNames[c]));

        double Tolerance(string column) => name == "syn_plucked_scale" && IsOverDeepestValley(column) ? DeepestValley : Usual;
    }

    private static bool IsOverDeepestValley(string column) =>
        column == "spectral_contrast_max_01"
        || (!HasFusedMultiplyAdd && column is ("spectral_contrast_skew_07" or "spectral_contrast_kurtosis_07"));

    /// <summary>
    /// Of two seconds of digital silence chroma is that of the rounding: there the statistics are compared over the frames of which
    /// no part is silence.
    /// </summary>
    [Theory]
    [InlineData("plucked_scale")]
    [InlineData("syn_plucked_scale")]
    public void Statistics_of_the_sound_between_silences_match(string name)
    {
        GoldenClip golden = new(name);
        var frames = golden.SoundingFrames(reach: 20);
        Assert.InRange(frames.Length, 300, 430);
        var columns = FmaColumns.Names();
        var spread = Spread(golden);
        foreach (var feature in new Feature[] { new ChromaCens(), new ChromaCqt(), new Tonnetz() })
        {
            var expected = golden.Array($"fma_{feature.Name}");
            var actual = new FeatureExtractor(new() { Features = [feature], Statistics = [] }).Extract(golden.Read());
            for (var band = 0; band < feature.BandCount; band++)
            {
                var expectedSummary = Summary.Of([.. frames.Select(frame => (float)expected[band * actual.RowCount + frame])]);
                var actualSummary = Summary.Of([.. frames.Select(frame => actual[frame, band])]);
                foreach (var statistic in Enum.GetValues<Statistic>())
                {
                    var column = $"{feature.Name}_{statistic.ToString().ToLowerInvariant()}_{band + 1:D2}";
                    AssertClose(column, expectedSummary[statistic], actualSummary[statistic], spread[columns[column]]);
                }
            }
        }
    }

    /// <summary>How far each column reaches over the synthetic clips for those, over the six songs for the others.</summary>
    private static double[] Spread(GoldenClip golden)
    {
        var names = golden.IsSynthetic ? SyntheticSignals.Names : GoldenClip.Songs;
        double[][] clips = [.. names.Select(name => new GoldenClip(name).Array("fma518"))];
        return [.. Enumerable.Range(0, clips[0].Length).Select(c => clips.Max(s => s[c]) - clips.Min(s => s[c]))];
    }

    private static void AssertClose(string column, double expected, double actual, double spread, double tolerance = Usual)
    {
        var error = Math.Abs(expected - actual) / Math.Max(spread, Math.Abs(expected));
        Assert.True(error <= tolerance, $"{column}: {actual} instead of {expected}, an error of {error:E1}");
    }

    private static bool RestsOnConstantQ(string column) =>
        new[] { "chroma_cens", "chroma_cqt", "tonnetz" }.Any(feature => column.StartsWith(feature, StringComparison.Ordinal));
}
