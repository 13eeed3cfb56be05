using Workbench.Training.Kernels;

namespace Workbench.Tests.Training;

/// <summary>Convolution by its definition: seven loops in double precision.</summary>
internal sealed class PlainConvolution(ConvolutionShape shape, int images, Matrix input, Matrix weight, Matrix outputGradient)
{
    public double[] Output { get; } = new double[images * shape.OutputPixels * shape.Filters];

    public double[] InputGradient { get; } = new double[images * shape.Pixels * shape.Channels];

    public double[] WeightGradient { get; } = new double[shape.Filters * shape.PatchSize];

    public PlainConvolution Run()
    {
        for (var image = 0; image < images; image++)
            for (var y = 0; y < shape.OutputHeight; y++)
                for (var x = 0; x < shape.OutputWidth; x++)
                    for (var position = 0; position < shape.Positions; position++)
                    {
                        var row = y * shape.Stride - shape.Padding + position / shape.KernelSize;
                        var column = x * shape.Stride - shape.Padding + position % shape.KernelSize;
                        if (row >= 0 && row < shape.Height && column >= 0 && column < shape.Width)
                            AddPixel(image * shape.Pixels + row * shape.Width + column,
                                image * shape.OutputPixels + y * shape.OutputWidth + x, position);
                    }
        return this;
    }

    private void AddPixel(int inputPixel, int outputPixel, int position)
    {
        for (var filter = 0; filter < shape.Filters; filter++)
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                var (i, o) = (inputPixel * shape.Channels + channel, outputPixel * shape.Filters + filter);
                var w = filter * shape.PatchSize + channel * shape.Positions + position;
                Output[o] += (double)input.Values[i] * weight.Values[w];
                InputGradient[i] += (double)outputGradient.Values[o] * weight.Values[w];
                WeightGradient[w] += (double)outputGradient.Values[o] * input.Values[i];
            }
    }
}
