namespace Workbench.Training.Kernels;

/// <summary>
/// Cross-correlation of images with filters, as PyTorch's Conv2d without bias, and its gradients. Images are channel-last:
/// <c>[images * height * width, channels]</c>; weights are <c>[filters, channels * kernel height * kernel width]</c>. The bytes are the
/// same for every number of threads.
/// </summary>
internal abstract class Convolution
{
    /// <param name="shape">Sizes.</param>
    protected Convolution(ConvolutionShape shape) => Shape = shape;

    /// <summary>Sizes before and after.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>The fastest way for a shape.</summary>
    /// <param name="shape">Sizes; the output has at least one pixel.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    /// <param name="workers">Who does the work.</param>
    public static Convolution Create(ConvolutionShape shape, bool trains, Workers workers) =>
        Create(shape, trains, workers, GemmTile.Widest());

    /// <summary>The fastest way for a shape with vectors of a given width.</summary>
    public static Convolution Create(ConvolutionShape shape, bool trains, Workers workers, GemmTile tile) =>
        shape is { KernelSize: 1, Stride: 1, Padding: 0 } ? new PointwiseConvolution(shape, workers, tile)
        : WinogradConvolution.Supports(shape) && shape.Channels >= 4 && shape.Filters >= 4 ? new WinogradConvolution(shape, trains, workers, tile)
        : new PatchConvolution(shape, trains, workers, tile);

    /// <summary>Fills <paramref name="output"/>.</summary>
    /// <param name="input"><c>[images * height * width, channels]</c>.</param>
    /// <param name="weight"><c>[filters, channels * kernel height * kernel width]</c>.</param>
    /// <param name="output"><c>[images * output height * output width, filters]</c>.</param>
    public abstract void Forward(Matrix input, Matrix weight, Matrix output);

    /// <summary>Fills <paramref name="inputGradient"/>: how the loss changes with each input value.</summary>
    public abstract void BackwardInput(Matrix outputGradient, Matrix weight, Matrix inputGradient);

    /// <summary>Fills <paramref name="weightGradient"/>: how the loss changes with each weight, summed over the batch.</summary>
    public abstract void BackwardWeight(Matrix input, Matrix outputGradient, Matrix weightGradient);

    /// <summary>Number of images, after a look at the sizes of what was given.</summary>
    /// <exception cref="ArgumentException">They do not fit the shape.</exception>
    protected int Images(Matrix input, Matrix weight, Matrix output)
    {
        var images = input.Rows / Shape.Pixels;
        if (input.Rows != images * Shape.Pixels || output.Rows != images * Shape.OutputPixels
            || input.Columns != Shape.Channels || output.Columns != Shape.Filters
            || weight.Rows != Shape.Filters || weight.Columns != Shape.PatchSize)
            throw new ArgumentException($"Input [{input.Rows}, {input.Columns}], weight [{weight.Rows}, {weight.Columns}] and output [{output.Rows}, {output.Columns}] do not fit {Shape}.");
        return images;
    }
}
