using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="Linear"/>: <c>y = x W^T + b</c>, and a <see cref="Relu"/> behind it while a block of y is in the cache.
/// </summary>
internal sealed unsafe class LinearLayer : PlainLayer
{
    private readonly Parameter weight;
    private readonly Bias? bias;
    private readonly float slope; // of the activation below 0; 1 where there is none
    private readonly Matrix sumGradient; // before the activation
    private readonly Action<Block>? finish;
    private readonly Action<int> differentiate;
    private Matrix outputGradient;

    public LinearLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        weight = Parameters[0];
        bias = Parameters.Length > 1 ? new(Parameters[1], Output.Capacity, setup) : null;
        slope = (float)(plans.Select(p => p.Layer).OfType<Relu>().SingleOrDefault()?.NegativeSlope ?? 1);
        sumGradient = setup.RentForPass(slope == 1 || !setup.Trains ? 0 : Output.Capacity, Output.Columns);
        finish = bias is null && slope == 1 ? null : Finish;
        differentiate = Differentiate;
        outputGradient = Output;
    }

    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = input.Rows;
        Setup.Gemm.Multiply(input, weight.Value.Transposed, Output, finish: finish);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        if (slope != 1)
        {
            this.outputGradient = outputGradient;
            sumGradient.Rows = input.Rows;
            Setup.Workers.For(Chunks.Count(sumGradient.Count, Chunks.Size), differentiate);
            outputGradient = sumGradient;
        }
        Setup.Gemm.Multiply(outputGradient.Transposed, input, weight.Gradient);
        bias?.Differentiate(outputGradient);
        if (!wantsInputGradient)
            return;
        InputGradient.Rows = input.Rows;
        Setup.Gemm.Multiply(outputGradient, weight.Value, InputGradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(Block block)
    {
        var summands = bias is null ? null : Parameters[1].Value.Data + block.Column;
        for (var row = block.Row; row < block.Row + block.Rows; row++)
        {
            var values = Output.Data + (nint)row * Output.Columns + block.Column;
            for (var i = 0; i < block.Columns; i += Vector<float>.Count)
            {
                var value = AnyVector.Load(values + i, block.Columns - i);
                if (summands != null)
                    value += AnyVector.Load(summands + i, block.Columns - i);
                AnyVector.Store(Vector.ConditionalSelect(Vector.GreaterThan(value, Vector<float>.Zero), value, value * slope),
                    values + i, block.Columns - i);
            }
        }
    }

    private void Differentiate(int chunk)
    {
        var (start, end) = Chunks.Range(chunk, sumGradient.Count, Chunks.Size);
        ReluLayer.Pass(Output.Data + start, outputGradient.Data + start, sumGradient.Data + start, end - start, slope);
    }
}
