using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class SimilaritySpecTests
{
    [Fact]
    public void Specs_survive_the_round_trip_and_leave_out_what_is_usual()
    {
        foreach (var spec in new[] { SimilaritySpec.Default, SimilaritySpec.EmbeddingAndGenres, SimilaritySpec.FeaturesAlone })
        {
            spec.Validate();
            Assert.Equal(spec, SpecJson.Read<SimilaritySpec>(SpecJson.Write(spec)));
        }
        Assert.Equal(SimilaritySpec.Default with { Timbre = 1, Hubs = HubCorrection.None },
            SpecJson.Read<SimilaritySpec>("""{ "timbre": 1, "hubs": "none" }"""));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_together_with_the_remedy()
    {
        var error = Assert.Throws<InvalidSpecException>(
            () => (SimilaritySpec.Default with { Timbre = -1, Genres = double.NaN, Clip = 0.5, Shrinkage = 0 }).Validate());
        Assert.Equal(
            [
                "Timbre -1 must be 0 to 1e6; a weight of 0 leaves the part out.",
                "Genres NaN must be 0 to 1e6; a weight of 0 leaves the part out.",
                "Clip 0.5 must be 1 to 1e6 standard deviations; 3 is usual.",
                "Shrinkage 0 must be above 0 and at most 1; 0.75 is usual.",
            ],
            error.Problems);
        Assert.Contains("No part has a weight", Assert.Throws<InvalidSpecException>(
            () => (SimilaritySpec.EmbeddingAndGenres with { Embedding = 0, Genres = 0 }).Validate()).Message, StringComparison.Ordinal);
    }
}
