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
        convolution = Convolution.Create(ShapeOf(Plan), setup.Trains, setup.Workers);
        weight = Parameters[0];
        bias = Parameters.Length > 1 ? new(Parameters[1], Output.Capacity, setup) : null;
    }

    /// <summary>The sizes of a <see cref="Conv2d"/>.</summary>
    public static ConvolutionShape ShapeOf(LayerPlan plan)
    {
        var (spec, input) = ((Conv2d)plan.Layer, (ImageShape)plan.Input);
        return new(input.Height, input.Width, input.Channels, spec.Filters, spec.KernelSize, spec.Stride, spec.PaddingOrDefault);
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
