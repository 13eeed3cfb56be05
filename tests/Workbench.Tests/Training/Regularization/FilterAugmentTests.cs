using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Regularization;

namespace Workbench.Tests.Training.Regularization;

public class FilterAugmentTests
{
    private const int Bands = 13, Frames = 5, Images = 40;

    [Fact]
    public void Every_image_gets_a_curve_of_straight_lines_that_is_the_same_for_all_frames()
    {
        var input = new Matrix(Images * Bands * Frames, 1);
        var state = new FilterAugment.State(new(4, 0.5), (ImageShape)Shape.Image(1, Bands, Frames), Images);
        state.Draw(new(1), Images);
        state.Apply(input);
        float Gain(int image, int band) => input.Values[(image * Bands + band) * Frames];
        HashSet<float> seen = [];
        for (var image = 0; image < Images; image++)
        {
            for (var band = 0; band < Bands; band++)
            {
                Assert.All(input.Values.Slice((image * Bands + band) * Frames, Frames).ToArray(),
                    value => Assert.Equal(Gain(image, band), value));
                Assert.InRange(Gain(image, band), -0.5f, 0.5f);
                if (band % 4 != 0) // gains are drawn at bands 0, 4, 8 and 12
                    Assert.Equal((Gain(image, band - 1) + Gain(image, band + 1)) / 2, Gain(image, band), 1e-6); // float32
            }
            foreach (var band in new[] { 0, 4, 8, 12 })
                seen.Add(Gain(image, band));
        }
        Assert.Equal(4 * Images, seen.Count);
        Assert.InRange(seen.Max(), 0.45f, 0.5f);
        Assert.InRange(seen.Min(), -0.5f, -0.45f);
    }

    [Fact]
    public void It_is_added_to_what_is_there_and_a_batch_may_be_smaller_than_the_room()
    {
        var (input, silence) = (Matrices.Random(2 * Bands * Frames, 1, new(3)), new Matrix(2 * Bands * Frames, 1));
        var before = input.Values.ToArray();
        var state = new FilterAugment.State(new(2, 1), (ImageShape)Shape.Image(1, Bands, Frames), Images);
        state.Draw(new(2), 2);
        state.Apply(input);
        state.Apply(silence);
        for (var i = 0; i < before.Length; i++)
            Assert.Equal(before[i] + silence.Values[i], input.Values[i]);
    }

    [Fact]
    public void Numbers_out_of_range_are_refused() =>
        Assert.Equal(
            ["FilterAugment: points 1 must be 2 to 100; 4 is usual.",
                "FilterAugment: gain -1 must be >= 0; 0.5 is usual, null turns the filters off."],
            Assert.Throws<InvalidSpecException>((TrainingSpec.Default with { FilterAugment = new(1, -1) }).Validate).Problems);
}
