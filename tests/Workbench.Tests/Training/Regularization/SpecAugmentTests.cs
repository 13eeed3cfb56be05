using Workbench.Models;
using Workbench.Training.Kernels;
using Workbench.Training.Regularization;

namespace Workbench.Tests.Training.Regularization;

public class SpecAugmentTests
{
    private const int Bands = 12, Frames = 40, Images = 50;

    [Fact]
    public void Whole_bands_and_whole_frames_are_masked_and_no_more_than_allowed()
    {
        var input = Ones();
        var state = new SpecAugment.State(new(1, 5, 1, 30, 0.25), (ImageShape)Shape.Image(1, Bands, Frames), Images);
        state.Draw(new(1), Images);
        state.Apply(input);
        HashSet<(int, int)> sizes = [];
        for (var image = 0; image < Images; image++)
        {
            bool IsMasked(int band, int frame) => input.Values[(image * Bands + band) * Frames + frame] == 0;
            int[] bands = [.. Enumerable.Range(0, Bands).Where(band => Enumerable.Range(0, Frames).All(frame => IsMasked(band, frame)))];
            int[] frames = [.. Enumerable.Range(0, Frames).Where(frame => Enumerable.Range(0, Bands).All(band => IsMasked(band, frame)))];
            Assert.InRange(bands.Length, 0, 5);
            Assert.InRange(frames.Length, 0, 10); // a quarter of 40 is less than 30
            Assert.True(bands.Length == 0 || bands[^1] - bands[0] == bands.Length - 1); // one stretch
            Assert.True(frames.Length == 0 || frames[^1] - frames[0] == frames.Length - 1);
            var masked = Enumerable.Range(0, Bands * Frames).Count(i => IsMasked(i / Frames, i % Frames));
            Assert.Equal(bands.Length * Frames + frames.Length * Bands - bands.Length * frames.Length, masked);
            sizes.Add((bands.Length, frames.Length));
        }
        Assert.InRange(sizes.Count, 20, 66); // images differ; 6 x 11 sizes are possible
    }

    [Fact]
    public void Masks_wider_than_the_image_and_no_masks_at_all_are_possible()
    {
        var input = Ones();
        var wide = new SpecAugment.State(new(3, 1000, 0, 0), (ImageShape)Shape.Image(1, Bands, Frames), Images);
        wide.Draw(new(2), Images);
        wide.Apply(input);
        Assert.InRange(input.Values.ToArray().Average(), 0.05, 0.6); // three masks of half the bands leave about an eighth
        input = Ones();
        var none = new SpecAugment.State(new(0, 5, 0, 5), (ImageShape)Shape.Image(1, Bands, Frames), Images);
        none.Draw(new(2), Images);
        none.Apply(input);
        Assert.All(input.Values.ToArray(), value => Assert.Equal(1, value));
    }

    private static Matrix Ones()
    {
        var matrix = new Matrix(Images * Bands * Frames, 1);
        matrix.Values.Fill(1);
        return matrix;
    }
}
