using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Engines;

namespace Workbench.Training.Regularization;

/// <summary>
/// SpecAugment (Park et al. 2019) without time warping: bands and stretches of time of each log-mel image are set to 0, its mean.
/// Widths are drawn evenly from 0 to the largest, places evenly.
/// </summary>
/// <param name="FrequencyMasks">Masked bands of an image, 0 or more.</param>
/// <param name="FrequencyWidth">Most mel bands of a mask, 0 or more.</param>
/// <param name="TimeMasks">Masked stretches of an image, 0 or more.</param>
/// <param name="TimeWidth">Most frames of a mask, 0 or more.</param>
/// <param name="MaxTimeShare">Most of the frames that one mask may take, from 0 to 1.</param>
public sealed record SpecAugment(int FrequencyMasks = 2, int FrequencyWidth = 16, int TimeMasks = 2,
    int TimeWidth = 40, double MaxTimeShare = 0.2)
{
    internal void Check(SpecProblems problems) => problems
        .Require(FrequencyMasks is >= 0 and <= 100, $"SpecAugment: frequency masks {FrequencyMasks} must be 0 to 100; 2 is usual.")
        .Require(FrequencyWidth >= 0, $"SpecAugment: frequency width {FrequencyWidth} must be >= 0; an eighth of the bands is usual.")
        .Require(TimeMasks is >= 0 and <= 100, $"SpecAugment: time masks {TimeMasks} must be 0 to 100; 2 is usual.")
        .Require(TimeWidth >= 0, $"SpecAugment: time width {TimeWidth} must be >= 0; 40 is usual.")
        .Require(MaxTimeShare is >= 0 and <= 1, $"SpecAugment: largest time share {MaxTimeShare} must be from 0 to 1; 0.2 is usual.");

    /// <summary><see cref="SpecAugment"/> at work: masks are drawn for a whole batch, then applied to it.</summary>
    internal sealed class State
    {
        private readonly SpecAugment spec;
        private readonly int bands, frames;
        private readonly (int Start, int Count)[] masks; // of each image those of frequency, then those of time

        /// <param name="spec">The numbers.</param>
        /// <param name="image">Shape of one image: a row a band, a column a frame, one channel.</param>
        /// <param name="capacity">Images of the largest batch.</param>
        public State(SpecAugment spec, ImageShape image, int capacity)
        {
            this.spec = spec;
            (bands, frames) = (image.Height, image.Width);
            masks = new (int, int)[capacity * MasksOfImage];
        }

        private int MasksOfImage => spec.FrequencyMasks + spec.TimeMasks;

        /// <summary>Draws the masks of a batch.</summary>
        public void Draw(Random rng, int images)
        {
            for (var i = 0; i < images * MasksOfImage; i++)
                masks[i] = i % MasksOfImage < spec.FrequencyMasks
                    ? DrawMask(rng, bands, spec.FrequencyWidth)
                    : DrawMask(rng, frames, Math.Min(spec.TimeWidth, (int)(spec.MaxTimeShare * frames)));
        }

        /// <summary>Masks a batch in place.</summary>
        /// <param name="input"><c>[images, bands * frames]</c>, as many images as were drawn for.</param>
        public void Apply(MatrixSpan input)
        {
            for (var image = 0; image < input.Count / (bands * frames); image++)
            {
                var values = input.Values.Slice(image * bands * frames, bands * frames);
                for (var i = 0; i < MasksOfImage; i++)
                {
                    var (start, count) = masks[image * MasksOfImage + i];
                    if (i < spec.FrequencyMasks)
                        values.Slice(start * frames, count * frames).Clear();
                    else
                        for (var band = 0; band < bands; band++)
                            values.Slice(band * frames + start, count).Clear();
                }
            }
        }

        private static (int Start, int Count) DrawMask(Random rng, int length, int largest)
        {
            var count = rng.Next(Math.Min(largest, length) + 1);
            return (rng.Next(length - count + 1), count);
        }
    }
}
