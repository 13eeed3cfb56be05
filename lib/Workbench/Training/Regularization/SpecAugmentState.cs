using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Regularization;

/// <summary><see cref="SpecAugment"/> at work: masks are drawn for a whole batch, then applied to it.</summary>
internal sealed class SpecAugmentState
{
    private readonly SpecAugment spec;
    private readonly int bands, frames;
    private readonly (int Start, int Count)[] masks; // of each image those of frequency, then those of time

    /// <param name="spec">The numbers.</param>
    /// <param name="image">Shape of one image: a row a band, a column a frame, one channel.</param>
    /// <param name="capacity">Images of the largest batch.</param>
    public SpecAugmentState(SpecAugment spec, ImageShape image, int capacity)
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
    /// <param name="input"><c>[images * bands * frames, 1]</c>, as many images as were drawn for.</param>
    public void Apply(Matrix input)
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
