namespace Workbench.Training.Kernels;

/// <summary>A kernel of one pixel at every pixel: a matrix product.</summary>
internal sealed class PointwiseConvolution(ConvolutionShape shape, Workers workers, GemmTile tile) : Convolution(shape)
{
    private readonly Gemm gemm = new(workers, tile);

    public override void Forward(Matrix input, Matrix weight, Matrix output)
    {
        Images(input, weight, output);
        gemm.Multiply(input, weight.Transposed, output);
    }

    public override void BackwardInput(Matrix outputGradient, Matrix weight, Matrix inputGradient)
    {
        Images(inputGradient, weight, outputGradient);
        gemm.Multiply(outputGradient, weight, inputGradient);
    }

    public override void BackwardWeight(Matrix input, Matrix outputGradient, Matrix weightGradient)
    {
        Images(input, weightGradient, outputGradient);
        gemm.Multiply(outputGradient.Transposed, input, weightGradient);
    }
}
