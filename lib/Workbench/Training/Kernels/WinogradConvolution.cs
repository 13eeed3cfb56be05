namespace Workbench.Training.Kernels;

/// <summary>Convolution with kernels of 3x3 at every pixel by Winograd's products; see <see cref="WinogradTransform"/>.</summary>
internal sealed class WinogradConvolution : Convolution
{
    private readonly WinogradPass forward;
    private readonly WinogradPass? backward;
    private readonly WinogradWeightGradient? weightGradient;

    /// <param name="shape">Sizes for which <see cref="Supports"/> is true.</param>
    /// <param name="trains">Whether gradients are wanted.</param>
    /// <param name="workers">Who does the work.</param>
    /// <param name="tile">The innermost loop.</param>
    public WinogradConvolution(ConvolutionShape shape, bool trains, Workers workers, GemmTile tile) : base(shape)
    {
        forward = new(shape, isMirrored: false, workers, tile);
        if (!trains)
            return;
        var mirrored = new ConvolutionShape(shape.OutputHeight, shape.OutputWidth, shape.Filters, shape.Channels, shape.KernelSize, 1, shape.KernelSize - 1 - shape.Padding);
        backward = new(mirrored, isMirrored: true, workers, tile);
        weightGradient = new(shape, workers, tile);
    }

    /// <summary>Whether a shape can be computed so.</summary>
    public static bool Supports(ConvolutionShape shape) => shape is { KernelSize: 3, Stride: 1, Padding: <= 2 };

    public override void Forward(Matrix input, Matrix weight, Matrix output) =>
        forward.Run(Images(input, weight, output), input, weight, output);

    public override void BackwardInput(Matrix outputGradient, Matrix weight, Matrix inputGradient) =>
        Trained(backward).Run(Images(inputGradient, weight, outputGradient), outputGradient, weight, inputGradient);

    public override void BackwardWeight(Matrix input, Matrix outputGradient, Matrix weightGradient) =>
        Trained(this.weightGradient).Run(Images(input, weightGradient, outputGradient), input, outputGradient, weightGradient);

    private static T Trained<T>(T? part) where T : class => part ?? throw new InvalidOperationException("The convolution was made without gradients.");
}
