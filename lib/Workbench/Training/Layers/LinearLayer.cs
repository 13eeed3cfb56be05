using System.Numerics;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>Runs <see cref="Linear"/>: <c>y = x W^T + b</c>.</summary>
internal sealed class LinearLayer : DenseLayer
{
    private readonly Gemm gemm;
    private readonly Parameter weight;
    private readonly Parameter? bias;

    public LinearLayer(LayerPlan plan, Weights weights, int capacity, bool trains, Gemm gemm) : base(plan, capacity, trains)
    {
        this.gemm = gemm;
        Parameters = [.. plan.Parameters.Select(p => new Parameter(p, weights[p.Name]))];
        weight = Parameters.Single(p => p.Spec.Role == ParameterRole.Weight);
        bias = Parameters.SingleOrDefault(p => p.Spec.Role == ParameterRole.Bias);
    }

    public override IReadOnlyList<Parameter> Parameters { get; }

    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = input.Rows;
        gemm.Multiply(input, weight.Value.Transposed, Output);
        for (var row = 0; bias is not null && row < Output.Rows; row++)
            AddTo(Output.Row(row), bias.Value.Values);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        gemm.Multiply(outputGradient.Transposed, input, weight.Gradient);
        if (bias is not null)
            SumColumns(outputGradient, bias.Gradient.Values);
        if (!wantsInputGradient)
            return;
        InputGradient.Rows = input.Rows;
        gemm.Multiply(outputGradient, weight.Value, InputGradient);
    }

    private static void SumColumns(Matrix matrix, Span<float> result)
    {
        Span<double> block = stackalloc double[Columns.BlockSize];
        for (var start = 0; start < matrix.Columns; start += block.Length)
        {
            var sums = block[..Math.Min(block.Length, matrix.Columns - start)];
            sums.Clear();
            for (var row = 0; row < matrix.Rows; row++)
                Columns.Add(matrix.Row(row, start, sums.Length), sums);
            for (var i = 0; i < sums.Length; i++)
                result[start + i] = (float)sums[i];
        }
    }

    private static void AddTo(Span<float> row, ReadOnlySpan<float> summand)
    {
        var i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(row[i..]) + new Vector<float>(summand[i..])).CopyTo(row[i..]);
        for (; i < row.Length; i++)
            row[i] += summand[i];
    }
}
