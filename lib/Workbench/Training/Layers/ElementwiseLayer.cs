using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>A layer that treats every value by itself, and gradients as it treated the values.</summary>
internal abstract unsafe class ElementwiseLayer : PlainLayer
{
    private readonly Action<int> apply;
    private Matrix input, values, result;

    /// <inheritdoc/>
    protected ElementwiseLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        (input, values, result) = (Output, Output, Output);
        apply = chunk =>
        {
            var (start, end) = Chunks.Range(chunk, values.Count, Chunks.Size);
            Apply(input.Data, values.Data, result.Data, start, end);
        };
    }

    /// <inheritdoc/>
    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = input.Rows;
        Run(input, input, Output);
    }

    /// <inheritdoc/>
    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        if (!wantsInputGradient)
            return;
        InputGradient.Rows = input.Rows;
        Run(input, outputGradient, InputGradient);
    }

    /// <summary>Makes results of values: outputs of inputs, or input gradients of output gradients.</summary>
    /// <param name="input">The inputs in either case.</param>
    /// <param name="values">What to treat.</param>
    /// <param name="result">Where it goes.</param>
    /// <param name="start">First of the values to treat.</param>
    /// <param name="end">End of the values to treat.</param>
    protected abstract void Apply(float* input, float* values, float* result, int start, int end);

    private void Run(Matrix input, Matrix values, Matrix result)
    {
        (this.input, this.values, this.result) = (input, values, result);
        Setup.Workers.For(Chunks.Count(values.Count, Chunks.Size), apply);
    }
}
