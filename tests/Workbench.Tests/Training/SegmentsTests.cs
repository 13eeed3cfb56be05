using Workbench.Features;
using Workbench.Training;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Training;

public class SegmentsTests
{
    private static readonly StandardScaler Scaler = new([10, 20], [2, 4]);

    [Fact]
    public void A_segment_is_scaled_and_has_bands_as_rows()
    {
        var image = new float[6];
        Of(frames: 9, length: 3).Read(0, 4, image);
        Assert.Equal([(4 - 10f) / 2, (5 - 10f) / 2, (6 - 10f) / 2, (104 - 20f) / 4, (105 - 20f) / 4, (106 - 20f) / 4], image);
    }

    [Theory]
    [InlineData(9, 3, new[] { 0, 3, 6 })]
    [InlineData(10, 3, new[] { 0, 2, 4, 7 })]
    [InlineData(3, 3, new[] { 0 })]
    [InlineData(2, 3, new[] { 0 })]
    [InlineData(1, 1, new[] { 0 })]
    public void The_segments_of_a_song_reach_from_its_first_frame_to_its_last(int frames, int length, int[] starts)
    {
        var segments = Of(frames, length);
        Assert.Equal(starts, Enumerable.Range(0, segments.Count(0)).Select(i => segments.Start(0, i)));
    }

    [Fact]
    public void A_song_shorter_than_a_segment_is_heard_over_and_over()
    {
        var image = new float[10];
        Of(frames: 2, length: 5).Read(0, 0, image);
        Assert.Equal([0, 1, 0, 1, 0], image[..5].Select(v => v * 2 + 10));
    }

    [Fact]
    public void Random_segments_lie_inside_the_song_and_reach_both_ends()
    {
        var (segments, rng) = (Of(frames: 7, length: 3), new Random(0));
        Assert.Equal([0, 1, 2, 3, 4], Enumerable.Range(0, 200).Select(_ => segments.RandomStart(0, rng)).Distinct().Order());
    }

    /// <summary>One song of two bands: frame i is (i, 100 + i).</summary>
    private static Segments Of(int frames, int length) =>
        new(new ClipFrames(new(["low", "high"], [.. Enumerable.Range(0, frames).SelectMany(i => new float[] { i, 100 + i })])),
            Scaler, length);
}
