namespace Workbench.Training.Kernels;

/// <summary>A kernel of one pixel at every pixel: a matrix product.</summary>
internal sealed class PointwiseConvolution(ConvolutionShape shape, bool trains, Workers workers, GemmTile tile) : Convolution(shape, trains)
{
    private readonly Gemm gemm = new(workers, tile);

    protected override void RunForward(int images, Matrix input, Matrix weight, Matrix output) =>
        gemm.Multiply(input, weight.Transposed, output);

    protected override void RunBackwardInput(int images, Matrix outputGradient, Matrix weight, Matrix inputGradient) =>
        gemm.Multiply(outputGradient, weight, inputGradient);

    protected override void RunBackwardWeight(int images, Matrix input, Matrix outputGradient, Matrix weightGradient, BatchPart part) =>
        gemm.Multiply(outputGradient.Transposed, input, weightGradient, adds: !part.IsFirst);
}
