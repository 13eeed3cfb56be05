using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="Conv2d"/> and the <see cref="BatchNorm"/> behind it, with the <see cref="Relu"/> and the <see cref="MaxPool2d"/> behind
/// that, a few images at a time: what the convolution makes of them, and its gradient, are used again while they are in the cache that
/// the processors share. Memory is what two threads would wait for otherwise.
/// </summary>
internal sealed class ConvolutionBlockLayer : PlainLayer
{
    private readonly Convolution convolution;
    private readonly Normalisation normalisation;
    private readonly Parameter weight;
    private readonly int partImages, outputPixels;
    private readonly Matrix convolved; // the whole batch where it is learned from, otherwise a part
    private readonly Matrix convolvedGradient; // a part
    private readonly Matrix inputPart, inputGradientPart, convolvedPart, outputPart, outputGradientPart; // rows of the part under way

    public ConvolutionBlockLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        var shape = Conv2dLayer.ShapeOf(Plan);
        convolution = Convolution.Create(shape, setup.Trains, setup.Workers);
        weight = Parameters[0];
        outputPixels = shape.OutputPixels;
        partImages = Math.Max(1, setup.PartSize / (outputPixels * shape.Filters));
        normalisation = new(plans.AsSpan()[1..], Parameters.AsSpan()[1..], partImages, setup);
        var partRows = partImages * outputPixels;
        convolved = setup.Trains ? new(setup.Capacity * outputPixels, shape.Filters) : setup.RentForPass(partRows, shape.Filters);
        convolvedGradient = setup.RentForPass(setup.Trains ? partRows : 0, shape.Filters);
        (inputPart, inputGradientPart) = (new(0, shape.Channels), new(0, shape.Channels));
        (convolvedPart, outputPart, outputGradientPart) = (new(0, shape.Filters), new(0, shape.Filters), new(0, shape.Filters));
    }

    public override void Forward(Matrix input, bool training)
    {
        var images = ExamplesOf(input);
        Output.Rows = images * OutputShape.PositionCount;
        if (training)
            Learn(input, images);
        else
            Predict(input, images);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        var images = ExamplesOf(input);
        InputGradient.Rows = wantsInputGradient ? input.Rows : 0;
        normalisation.SumGradients(convolved, outputGradient);
        for (var first = 0; first < images; first += partImages)
        {
            var count = Math.Min(partImages, images - first);
            Show(convolvedPart, convolved, first, count, outputPixels);
            Show(outputGradientPart, outputGradient, first, count, OutputShape.PositionCount);
            convolvedGradient.Rows = convolvedPart.Rows;
            normalisation.Differentiate(convolvedPart, outputGradientPart, convolvedGradient);
            Show(inputPart, input, first, count, Plan.Input.PositionCount);
            convolution.BackwardWeight(inputPart, convolvedGradient, weight.Gradient, new(first == 0, first + count == images));
            if (!wantsInputGradient)
                continue;
            Show(inputGradientPart, InputGradient, first, count, Plan.Input.PositionCount);
            convolution.BackwardInput(convolvedGradient, weight.Value, inputGradientPart);
        }
    }

    private void Learn(Matrix input, int images)
    {
        convolved.Rows = images * outputPixels;
        for (var first = 0; first < images; first += partImages)
        {
            Convolve(input, first, Math.Min(partImages, images - first), first);
            normalisation.Look(convolvedPart, isFirst: first == 0);
        }
        normalisation.UseBatch();
        normalisation.Apply(convolved, Output);
    }

    private void Predict(Matrix input, int images)
    {
        convolved.Rows = convolved.Capacity;
        normalisation.UseRunning();
        for (var first = 0; first < images; first += partImages)
        {
            var count = Math.Min(partImages, images - first);
            Convolve(input, first, count, 0);
            Show(outputPart, Output, first, count, OutputShape.PositionCount);
            normalisation.Apply(convolvedPart, outputPart);
        }
    }

    private void Convolve(Matrix input, int first, int count, int place)
    {
        Show(inputPart, input, first, count, Plan.Input.PositionCount);
        Show(convolvedPart, convolved, place, count, outputPixels);
        convolution.Forward(inputPart, weight.Value, convolvedPart);
    }

    private static void Show(Matrix part, Matrix whole, int firstImage, int images, int pixels) =>
        part.Show(whole, firstImage * pixels, images * pixels);
}
