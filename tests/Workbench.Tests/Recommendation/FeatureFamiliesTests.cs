using Workbench.Features;
using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class FeatureFamiliesTests
{
    [Fact]
    public void Every_column_of_the_presets_with_statistics_belongs_to_a_family() =>
        Assert.All(FeatureSpec.Presets.Values.Where(spec => !spec.KeepsFrames).SelectMany(spec => spec.ColumnNames),
            column => Assert.NotNull(FeatureFamilies.Of(column)));

    [Theory]
    [InlineData("mfcc_delta_mean_01", SimilarityPart.Timbre)]
    [InlineData("spectral_contrast_std_07", SimilarityPart.Timbre)]
    [InlineData("rolloff_mean", SimilarityPart.Timbre)]
    [InlineData("zero_crossing_rate_var", SimilarityPart.Timbre)]
    [InlineData("tempo", SimilarityPart.Rhythm)]
    [InlineData("onset_strength_mean_01", SimilarityPart.Rhythm)]
    [InlineData("chroma_cens_mean_12", SimilarityPart.Harmony)]
    [InlineData("tonnetz_skew_06", SimilarityPart.Harmony)]
    [InlineData("rmse_mean_01", SimilarityPart.Dynamics)]
    [InlineData("rms_var", SimilarityPart.Dynamics)]
    public void Columns_of_the_library_and_of_common_tables_have_one(string column, SimilarityPart part) =>
        Assert.Equal(part, FeatureFamilies.Of(column));

    [Theory]
    [InlineData("yamnet_mean_0001")]
    [InlineData("peaks_max")]
    [InlineData("")]
    public void Others_have_none(string column) => Assert.Null(FeatureFamilies.Of(column));

    [Fact]
    public void Numbers_that_people_know_are_told_of_both_songs()
    {
        float[] asked = [1, 0.1f, 2100, 118], found = [2, 0, 2230, 121];
        var traits = new KnownTraits(["mfcc_mean_01", "rmse_mean_01", "spectral_centroid_mean_01", "tempo_mean_01"]).Of(asked, found);
        Assert.Equal(["tempo 118 against 121 BPM", "brightness 2100 against 2230 Hz", "loudness -20 against -100 dB"],
            traits.Select(trait => trait.ToString()));
        Assert.Equal([true, true, false], traits.Select(trait => trait.IsClose));
        double[] apart = [Math.Log(121.0 / 118) / Math.Log(1.08), Math.Log(2230.0 / 2100) / Math.Log(1.25), -80 / 3.0];
        Assert.Equal(apart, traits.Select(trait => trait.Apart), (a, b) => Math.Abs(a - b) < 1e-5); // float32 features
        Assert.Empty(new KnownTraits(["mfcc_mean_01"]).Of([1], [2]));
    }
}
