using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Regularization;

/// <summary><see cref="FilterAugment"/> at work: gains are drawn for a whole batch, then applied to it.</summary>
/// <param name="spec">The numbers.</param>
/// <param name="image">Shape of one image: a row a band, a column a frame, one channel.</param>
/// <param name="capacity">Images of the largest batch.</param>
internal sealed class FilterAugmentState(FilterAugment spec, ImageShape image, int capacity)
{
    private readonly double[] gains = new double[capacity * spec.Points];

    /// <summary>Draws the gains of a batch.</summary>
    public void Draw(Random rng, int images)
    {
        for (var i = 0; i < images * spec.Points; i++)
            gains[i] = spec.Gain * (2 * rng.NextDouble() - 1);
    }

    /// <summary>Filters a batch in place.</summary>
    /// <param name="input"><c>[images * bands * frames, 1]</c>, as many images as were drawn for.</param>
    public void Apply(Matrix input)
    {
        for (var row = 0; row < input.Count / image.Width; row++)
        {
            var gain = (float)GainAt(row / image.Height, row % image.Height);
            foreach (ref var value in input.Values.Slice(row * image.Width, image.Width))
                value += gain;
        }
    }

    private double GainAt(int number, int band)
    {
        var place = (double)band / Math.Max(1, image.Height - 1) * (spec.Points - 1);
        var point = Math.Min((int)place, spec.Points - 2);
        var first = gains[number * spec.Points + point];
        return first + (place - point) * (gains[number * spec.Points + point + 1] - first);
    }
}
