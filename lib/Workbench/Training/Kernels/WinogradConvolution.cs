namespace Workbench.Training.Kernels;

/// <summary>Convolution with kernels of 3x3 at every pixel by Winograd's products; see <see cref="WinogradTransform"/>.</summary>
internal sealed class WinogradConvolution : Convolution
{
    private readonly WinogradPass forward;
    private readonly WinogradPass? backward; // null unless the convolution trains
    private readonly WinogradWeightGradient? weightGradient; // likewise

    /// <param name="shape">Sizes for which <see cref="Supports"/> is true.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    /// <param name="workers">Who does the work.</param>
    /// <param name="tile">The innermost loop.</param>
    public WinogradConvolution(ConvolutionShape shape, bool trains, Workers workers, GemmTile tile) : base(shape, trains)
    {
        forward = new(shape, isMirrored: false, workers, tile);
        if (!trains)
            return;
        var mirrored = new ConvolutionShape(shape.OutputHeight, shape.OutputWidth, shape.Filters, shape.Channels, shape.KernelSize, 1,
            shape.KernelSize - 1 - shape.Padding);
        backward = new(mirrored, isMirrored: true, workers, tile);
        weightGradient = new(shape, workers, tile);
    }

    /// <summary>Whether a shape can be computed so.</summary>
    public static bool Supports(ConvolutionShape shape) => shape is { KernelSize: 3, Stride: 1, Padding: <= 2 };

    protected override void RunForward(int images, Matrix input, Matrix weight, Matrix output) =>
        forward.Run(images, input, weight, output);

    protected override void RunBackwardInput(int images, Matrix outputGradient, Matrix weight, Matrix inputGradient) =>
        backward!.Run(images, outputGradient, weight, inputGradient);

    protected override void RunBackwardWeight(int images, Matrix input, Matrix outputGradient, Matrix weightGradient, BatchPart part) =>
        this.weightGradient!.Run(images, input, outputGradient, weightGradient, part);
}
