using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>Runs <see cref="Linear"/>: <c>y = x W^T + b</c>.</summary>
internal sealed class LinearLayer : PlainLayer
{
    private readonly Parameter weight;
    private readonly Bias? bias;

    public LinearLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        weight = Parameters[0];
        bias = Parameters.Length > 1 ? new(Parameters[1], Output.Capacity, setup) : null;
    }

    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = input.Rows;
        Setup.Gemm.Multiply(input, weight.Value.Transposed, Output);
        bias?.AddTo(Output);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        Setup.Gemm.Multiply(outputGradient.Transposed, input, weight.Gradient);
        bias?.Differentiate(outputGradient);
        if (!wantsInputGradient)
            return;
        InputGradient.Rows = input.Rows;
        Setup.Gemm.Multiply(outputGradient, weight.Value, InputGradient);
    }
}
