using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Engines;

namespace Workbench.Training.Regularization;

/// <summary>
/// FilterAugment (Nam et al. 2022), of the linear kind: every log-mel image is heard through another equaliser. Gains are drawn at a few
/// bands, evenly spaced from the lowest to the highest, and lie on straight lines between them; what they add is the same for all frames. A
/// recording's loudness and tone colour then say less about its artist.
/// </summary>
/// <param name="Points">Bands where a gain is drawn, at least 2.</param>
/// <param name="Gain">Largest gain, up or down, in standard deviations of a band; 0 or more.</param>
public sealed record FilterAugment(int Points = 4, double Gain = 0.5)
{
    internal void Check(SpecProblems problems) => problems
        .Require(Points is >= 2 and <= 100, $"FilterAugment: points {Points} must be 2 to 100; 4 is usual.")
        .Require(Gain >= 0 && double.IsFinite(Gain), $"FilterAugment: gain {Gain} must be >= 0; 0.5 is usual, null turns the filters off.");

    /// <summary><see cref="FilterAugment"/> at work: gains are drawn for a whole batch, then applied to it.</summary>
    /// <param name="spec">The numbers.</param>
    /// <param name="image">Shape of one image: a row a band, a column a frame, one channel.</param>
    /// <param name="capacity">Images of the largest batch.</param>
    internal sealed class State(FilterAugment spec, ImageShape image, int capacity)
    {
        private readonly double[] gains = new double[capacity * spec.Points];

        /// <summary>Draws the gains of a batch.</summary>
        public void Draw(Random rng, int images)
        {
            for (var i = 0; i < images * spec.Points; i++)
                gains[i] = spec.Gain * (2 * rng.NextDouble() - 1);
        }

        /// <summary>Filters a batch in place.</summary>
        /// <param name="input"><c>[images, bands * frames]</c>, as many images as were drawn for.</param>
        public void Apply(MatrixSpan input)
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
}
