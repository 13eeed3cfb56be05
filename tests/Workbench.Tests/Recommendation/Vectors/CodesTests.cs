using Workbench.Recommendation.Vectors;

namespace Workbench.Tests.Recommendation.Vectors;

public class CodesTests
{
    [Fact]
    public void What_is_lost_is_at_most_what_is_told()
    {
        var rng = new Random(4);
        for (var trial = 0; trial < 200; trial++)
        {
            var vector = SongVectors.Draw(rng, 1 + trial);
            var codes = new sbyte[vector.Length];
            var (scale, error) = Codes.Encode(vector, codes);
            var lost = Math.Sqrt(vector.Zip(codes, (value, code) => Math.Pow(value - (double)scale * code, 2)).Sum());
            Assert.InRange(lost, 0, error);
            Assert.InRange(error, 0, 0.5 * scale * Math.Sqrt(vector.Length) * 1.00001); // half a step a number; float32
        }
    }

    [Fact]
    public void Products_lie_within_their_bounds()
    {
        var rng = new Random(5);
        foreach (var dimension in (int[])[1, 7, 128, 518])
        {
            ExtentLayout layout = new(dimension);
            var (codes, query) = (new sbyte[layout.CodeStride], SongVectors.Draw(rng, dimension));
            QueryCodes asked = new(query, layout);
            for (var trial = 0; trial < 500; trial++)
            {
                var song = SongVectors.Draw(rng, dimension);
                var scale = Codes.Encode(song, codes);
                var product = codes.Select((code, i) => code * asked.Values.Values[i]).Sum();
                var truth = song.Zip(query, (a, b) => (double)a * b).Sum();
                Assert.InRange(truth - asked.Similarity(product, scale), -asked.Margin(scale), asked.Margin(scale));
            }
        }
    }

    [Fact]
    public void Silence_has_codes_of_zero()
    {
        var codes = new sbyte[3];
        Assert.Equal(new CodeScale(0, 0), Codes.Encode([0, 0, 0], codes));
        Assert.Equal([0, 0, 0], codes);
    }
}
