using Workbench.Models;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Torch.Networks;

/// <summary>Batches as torch sees them.</summary>
internal static class TensorShape
{
    /// <summary>
    /// Shows a batch of this library, whose images lie position by position, as <c>[rows, features]</c> or
    /// <c>[rows, channels, height, width]</c>; nothing is copied.
    /// </summary>
    /// <param name="values">All values of the batch.</param>
    /// <param name="shape">Shape of one example.</param>
    public static Tensor OfBatch(Tensor values, Shape shape) => shape is ImageShape image
        ? values.view(-1, image.Height, image.Width, image.Channels).permute(0, 3, 1, 2)
        : values.view(-1, shape.Count);
}
