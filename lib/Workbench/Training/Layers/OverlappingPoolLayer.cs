using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs a <see cref="MaxPool2d"/> whose squares overlap, or reach beyond the image: there they are cut off. Of equal largest values the
/// first in row order gets the gradient, as in PyTorch.
/// </summary>
internal sealed unsafe class OverlappingPoolLayer : PlainLayer
{
    private readonly ImageShape before, after;
    private readonly Pool2d spec;
    private readonly Action<int> pool, spread;
    private Matrix input, outputGradient;

    public OverlappingPoolLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        (before, after, spec) = ((ImageShape)Plan.Input, (ImageShape)OutputShape, (Pool2d)Plan.Layer);
        (input, outputGradient) = (Output, Output);
        (pool, spread) = (Pool, Spread);
    }

    public override void Forward(Matrix input, bool training)
    {
        this.input = input;
        Output.Rows = ExamplesOf(input) * after.PositionCount;
        Setup.Workers.For(ExamplesOf(input) * after.Height, pool);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        if (!wantsInputGradient)
            return;
        (this.input, this.outputGradient) = (input, outputGradient);
        InputGradient.Rows = input.Rows;
        Setup.Workers.For(ExamplesOf(input), spread);
    }

    /// <summary>A row of outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pool(int line)
    {
        var (image, row) = Math.DivRem(line, after.Height);
        var to = Output.Data + (nint)line * after.Width * after.Channels;
        for (var column = 0; column < after.Width; column++, to += after.Channels)
            for (var c = 0; c < after.Channels; c += Vector<float>.Count)
                AnyVector.Store(FindWinner(ImageOf(input, image) + c, row, column, after.Channels - c).Value, to + c, after.Channels - c);
    }

    /// <summary>The input gradient of an image: where squares overlap, a value may win several.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(int image)
    {
        float* values = ImageOf(input, image), gradient = ImageOf(InputGradient, image);
        var from = outputGradient.Data + (nint)image * after.Count;
        new Span<float>(gradient, before.Count).Clear();
        for (var row = 0; row < after.Height; row++)
            for (var column = 0; column < after.Width; column++, from += after.Channels)
                for (var c = 0; c < after.Channels; c += Vector<float>.Count)
                {
                    var left = after.Channels - c;
                    var winner = FindWinner(values + c, row, column, left);
                    var prize = AnyVector.Load(from + c, left);
                    var ((top, bottom), (first, last)) = (Inside(row, before.Height), Inside(column, before.Width));
                    for (var (y, place) = (top, 0); y < bottom; y++)
                        for (var x = first; x < last; x++, place++)
                        {
                            var at = gradient + (y * before.Width + x) * before.Channels + c;
                            AnyVector.Store(AnyVector.Load(at, left) + winner.At(place, prize), at, left);
                        }
                }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Winner FindWinner(float* values, int row, int column, int left)
    {
        var ((top, bottom), (first, last)) = (Inside(row, before.Height), Inside(column, before.Width));
        var corner = AnyVector.Load(values + (top * before.Width + first) * before.Channels, left);
        var winner = new Winner(corner, corner);
        for (var (y, place) = (top, 0); y < bottom; y++)
            for (var x = first; x < last; x++, place++)
            {
                var value = AnyVector.Load(values + (y * before.Width + x) * before.Channels, left);
                if (place > 0)
                    winner.Challenge(value, value, place);
            }
        return winner;
    }

    /// <summary>The rows, or columns, of a square that are inside the image: at least one, as the margin is at most half of it.</summary>
    private (int First, int End) Inside(int index, int size)
    {
        var first = index * spec.Step - spec.Margin;
        return (Math.Max(0, first), Math.Min(size, first + spec.Size));
    }

    private float* ImageOf(Matrix matrix, int image) => matrix.Data + (nint)image * before.Count;
}
