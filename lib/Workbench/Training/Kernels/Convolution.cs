namespace Workbench.Training.Kernels;

/// <summary>
/// Cross-correlation of images with filters, as PyTorch's Conv2d without bias, and its gradients. Images are channel-last:
/// <c>[images * height * width, channels]</c>; weights are <c>[filters, channels * kernel height * kernel width]</c>. The bytes are the
/// same for every number of threads.
/// </summary>
internal abstract class Convolution
{
    /// <summary>
    /// Channels and filters from which Winograd's products are faster than patches: below, transforms cost more than they save.
    /// </summary>
    private const int MinWinogradChannels = 8;

    private readonly bool trains;

    /// <param name="shape">Sizes.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    protected Convolution(ConvolutionShape shape, bool trains) => (Shape, this.trains) = (shape, trains);

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
        shape is { KernelSize: 1, Stride: 1, Padding: 0 } ? new PointwiseConvolution(shape, trains, workers, tile)
        : WinogradConvolution.Supports(shape) && Math.Min(shape.Channels, shape.Filters) >= MinWinogradChannels
            ? new WinogradConvolution(shape, trains, workers, tile)
        : new PatchConvolution(shape, trains, workers, tile);

    /// <summary>Fills <paramref name="output"/>.</summary>
    /// <param name="input"><c>[images * height * width, channels]</c>.</param>
    /// <param name="weight"><c>[filters, channels * kernel height * kernel width]</c>.</param>
    /// <param name="output"><c>[images * output height * output width, filters]</c>.</param>
    /// <exception cref="ArgumentException">Sizes do not fit the shape; so for all three methods.</exception>
    public void Forward(Matrix input, Matrix weight, Matrix output) =>
        RunForward(Images(input, weight, output), input, weight, output);

    /// <summary>Fills <paramref name="inputGradient"/>: how the loss changes with each input value.</summary>
    /// <exception cref="InvalidOperationException">The convolution was made without gradients.</exception>
    public void BackwardInput(Matrix outputGradient, Matrix weight, Matrix inputGradient) =>
        RunBackwardInput(TrainedImages(inputGradient, weight, outputGradient), outputGradient, weight, inputGradient);

    /// <summary>Fills <paramref name="weightGradient"/>: how the loss changes with each weight, summed over the batch.</summary>
    /// <exception cref="InvalidOperationException">The convolution was made without gradients.</exception>
    public void BackwardWeight(Matrix input, Matrix outputGradient, Matrix weightGradient) =>
        BackwardWeight(input, outputGradient, weightGradient, BatchPart.Whole);

    /// <summary>
    /// <see cref="BackwardWeight(Matrix, Matrix, Matrix)"/> for a batch that comes in parts, in order: filled with the last.
    /// </summary>
    public void BackwardWeight(Matrix input, Matrix outputGradient, Matrix weightGradient, BatchPart part) =>
        RunBackwardWeight(TrainedImages(input, weightGradient, outputGradient), input, outputGradient, weightGradient, part);

    /// <summary><see cref="Forward"/> of so many images.</summary>
    protected abstract void RunForward(int images, Matrix input, Matrix weight, Matrix output);

    /// <summary><see cref="BackwardInput"/> of so many images.</summary>
    protected abstract void RunBackwardInput(int images, Matrix outputGradient, Matrix weight, Matrix inputGradient);

    /// <summary><see cref="BackwardWeight(Matrix, Matrix, Matrix, BatchPart)"/> of so many images.</summary>
    protected abstract void RunBackwardWeight(int images, Matrix input, Matrix outputGradient, Matrix weightGradient, BatchPart part);

    private int TrainedImages(Matrix input, Matrix weight, Matrix output) =>
        trains ? Images(input, weight, output) : throw new InvalidOperationException("The convolution was made without gradients.");

    private int Images(Matrix input, Matrix weight, Matrix output)
    {
        var images = input.Rows / Shape.Pixels;
        if (input.Rows != images * Shape.Pixels || output.Rows != images * Shape.OutputPixels
            || input.Columns != Shape.Channels || output.Columns != Shape.Filters
            || weight.Rows != Shape.Filters || weight.Columns != Shape.PatchSize)
            throw new ArgumentException($"Input [{input.Rows}, {input.Columns}], weight [{weight.Rows}, {weight.Columns}] and output "
                + $"[{output.Rows}, {output.Columns}] do not fit {Shape}.");
        return images;
    }
}
