using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>Runs <see cref="Conv2d"/>.</summary>
internal sealed class Conv2dLayer : PlainLayer
{
    private readonly Convolution convolution;
    private readonly Parameter weight;
    private readonly Bias? bias;

    public Conv2dLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        var (spec, input) = ((Conv2d)Plan.Layer, (ImageShape)Plan.Input);
        var shape = new ConvolutionShape(input.Height, input.Width, input.Channels, spec.Filters, spec.KernelSize, spec.Stride, spec.PaddingOrDefault);
        convolution = Convolution.Create(shape, setup.Trains, setup.Workers);
        weight = Parameters[0];
        bias = Parameters.Length > 1 ? new(Parameters[1], Output.Capacity, setup) : null;
    }

    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = ExamplesOf(input) * OutputShape.PositionCount;
        convolution.Forward(input, weight.Value, Output);
        bias?.AddTo(Output);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        convolution.BackwardWeight(input, outputGradient, weight.Gradient);
        bias?.Differentiate(outputGradient);
        if (!wantsInputGradient)
            return;
        InputGradient.Rows = input.Rows;
        convolution.BackwardInput(outputGradient, weight.Value, InputGradient);
    }
}
