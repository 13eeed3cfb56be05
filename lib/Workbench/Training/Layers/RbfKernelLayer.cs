using System.Collections.Immutable;
using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="RbfKernel"/>: one product gives all distances, <c>|x|^2 + |c|^2 - 2 x c</c>, which rounding must not bring below 0.
/// </summary>
internal sealed unsafe class RbfKernelLayer : PlainLayer
{
    private readonly Matrix centers, centerSquares, squares;
    private readonly Matrix weighted; // the output gradient times the output
    private readonly float gamma;
    private readonly Action<Block> finish;

    public RbfKernelLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        centers = Parameters[0].Value;
        gamma = (float)((RbfKernel)Plan.Layer).GammaOf(Plan.Input.Count);
        (centerSquares, squares) = (new(1, centers.Rows), new(setup.Capacity, 1));
        weighted = setup.RentForPass(setup.Trains ? setup.Capacity : 0, centers.Rows);
        finish = Finish;
    }

    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = input.Rows;
        SumSquares(centers, centerSquares);
        SumSquares(input, squares);
        Setup.Gemm.Multiply(input, centers.Transposed, Output, finish: finish);
    }

    /// <summary>The input gradient alone: <c>2 gamma (sum of w c - x sum of w)</c>, w being the output gradient times the output.</summary>
    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        if (!wantsInputGradient)
            return;
        (InputGradient.Rows, weighted.Rows) = (input.Rows, input.Rows);
        for (var i = 0; i < weighted.Count; i++)
            weighted.Data[i] = outputGradient.Data[i] * Output.Data[i];
        Setup.Gemm.Multiply(weighted, centers, InputGradient);
        for (var row = 0; row < input.Rows; row++)
        {
            Span<float> x = input.Row(row), gradient = InputGradient.Row(row);
            var sum = 0.0;
            foreach (var weight in weighted.Row(row))
                sum += weight;
            for (var column = 0; column < x.Length; column++)
                gradient[column] = (float)(2 * gamma * (gradient[column] - sum * x[column]));
        }
    }

    private static void SumSquares(Matrix rows, Matrix sums)
    {
        for (var row = 0; row < rows.Rows; row++)
        {
            var sum = 0.0;
            foreach (var value in rows.Row(row))
                sum += (double)value * value;
            sums.Data[row] = (float)sum;
        }
    }

    private void Finish(Block block)
    {
        for (var row = block.Row; row < block.Row + block.Rows; row++)
        {
            var values = Output.Data + (nint)row * Output.Columns + block.Column;
            var square = new Vector<float>(squares.Data[row]);
            for (var i = 0; i < block.Columns; i += Vector<float>.Count)
            {
                var left = block.Columns - i;
                var distance = square + AnyVector.Load(centerSquares.Data + block.Column + i, left) - 2 * AnyVector.Load(values + i, left);
                AnyVector.Store(Vector.Exp(-gamma * Vector.Max(distance, Vector<float>.Zero)), values + i, left);
            }
        }
    }
}
