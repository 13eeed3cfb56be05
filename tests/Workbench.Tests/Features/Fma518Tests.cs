using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>The 518 columns against those of librosa 0.11.0 and SciPy.</summary>
public class Fma518Tests
{
    /// <summary>Relative to the value, or to how far the column reaches over the six songs, whichever is more.</summary>
    private const double Usual = 1e-3;

    /// <summary>Valleys far below a frame's largest bin are as inexact as its float32 transform.</summary>
    private const double NearSilence = 2e-3;

    /// <summary>One share of a frame lies at a step of CENS by chance, and is rounded the other way for 41 frames.</summary>
    private const double AtStep = 3e-2;

    public static TheoryData<string> Clips => GoldenClip.Names;

    [Fact]
    public void Columns_are_those_of_the_fma_tables() =>
        Assert.Equal(FmaColumns.Names().OrderBy(c => c.Value).Select(c => c.Key), FeatureSpec.Fma518.ColumnNames);

    [Theory, MemberData(nameof(Clips))]
    public void Statistics_match(string name)
    {
        double[][] songs = [.. GoldenClip.Names.Take(6).Select(clip => new GoldenClip(clip.Data).Array("fma518"))];
        GoldenClip golden = new(name);
        var expected = golden.Array("fma518");
        var actual = new FeatureExtractor(FeatureSpec.Fma518).Extract(golden.Read());
        Assert.Equal(expected.Length, actual.ColumnCount);
        for (var c = 0; c < expected.Length; c++)
        {
            if (name == "syn_plucked_scale" && RestsOnConstantQ(actual.ColumnNames[c]))
                continue; // two seconds of digital silence, where chroma is that of the rounding
            var spread = songs.Max(s => s[c]) - songs.Min(s => s[c]);
            var error = Math.Abs(expected[c] - actual[0, c]) / Math.Max(spread, Math.Abs(expected[c]));
            Assert.True(error <= Tolerance(name, actual.ColumnNames[c]), $"{actual.ColumnNames[c]}: {actual[0, c]} instead of {expected[c]}, an error of {error:E1}");
        }
    }

    private static double Tolerance(string clip, string column) =>
        column.StartsWith("spectral_contrast", StringComparison.Ordinal) ? NearSilence
        : clip == "rock_74" && RestsOnConstantQ(column) && !column.StartsWith("chroma_cqt", StringComparison.Ordinal) ? AtStep
        : Usual;

    private static bool RestsOnConstantQ(string column) =>
        new[] { "chroma_cens", "chroma_cqt", "tonnetz" }.Any(feature => column.StartsWith(feature, StringComparison.Ordinal));
}
