using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="MaxPool2d"/>, <see cref="AveragePool2d"/> and <see cref="GlobalPool"/>, whose window is the whole image. Of equal
/// largest values the first in row order gets the gradient, as in PyTorch; it is found again in the input, not remembered.
/// </summary>
internal sealed unsafe class PoolLayer : PlainLayer
{
    private readonly Windows windows;
    private readonly bool takesMean, takesMax;
    private readonly int maxColumn; // column of the output where the maxima begin
    private readonly Action<int> pool, spread;
    private Matrix input, outputGradient;

    public PoolLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        var image = (ImageShape)Plan.Input;
        var (height, width) = Plan.Layer is Pool2d square ? (square.Size, square.Size) : (image.Height, image.Width);
        var kind = Plan.Layer is GlobalPool global ? global.Pool : Plan.Layer is MaxPool2d ? PoolKind.Max : PoolKind.Mean;
        windows = new(image, height, width);
        (takesMean, takesMax) = (kind != PoolKind.Max, kind != PoolKind.Mean);
        maxColumn = takesMean ? image.Channels : 0;
        (input, outputGradient) = (Output, Output);
        (pool, spread) = (Pool, Spread);
    }

    public override void Forward(Matrix input, bool training)
    {
        this.input = input;
        Output.Rows = windows.OutputRows(input.Rows);
        Setup.Workers.For(windows.RunCount(input.Rows), pool);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        if (!wantsInputGradient)
            return;
        (this.input, this.outputGradient) = (input, outputGradient);
        InputGradient.Rows = input.Rows;
        Setup.Workers.For(windows.RunCount(input.Rows), spread);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pool(int index)
    {
        var channels = input.Columns;
        var run = windows.Run(index, input.Rows);
        for (var i = 0; i < run.Count; i++)
        {
            var window = input.Data + (nint)(run.Input + i * run.Step) * channels;
            var to = Output.Data + (nint)(run.Output + i) * Output.Columns;
            for (var c = 0; c < channels; c += Vector<float>.Count)
            {
                if (takesMean)
                    AnyVector.Store(MeanOf(window + c, channels - c), to + c, channels - c);
                if (takesMax)
                    AnyVector.Store(FindWinner(window + c, channels - c).Value, to + maxColumn + c, channels - c);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(int index)
    {
        var (channels, offsets) = (input.Columns, windows.Offsets);
        var run = windows.Run(index, input.Rows);
        for (var i = 0; i < run.Count; i++)
        {
            var first = (nint)(run.Input + i * run.Step) * channels;
            var from = outputGradient.Data + (nint)(run.Output + i) * Output.Columns;
            for (var c = 0; c < channels; c += Vector<float>.Count)
            {
                var left = channels - c;
                var winner = takesMax ? FindWinner(input.Data + first + c, left) : default;
                var share = takesMean ? AnyVector.Load(from + c, left) / offsets.Length : Vector<float>.Zero;
                var prize = takesMax ? AnyVector.Load(from + maxColumn + c, left) : Vector<float>.Zero;
                for (var place = 0; place < offsets.Length; place++)
                    AnyVector.Store(share + winner.At(place, prize), InputGradient.Data + first + offsets[place] + c, left);
            }
        }
        for (var piece = 0; piece < windows.RestCount(index); piece++)
        {
            var (start, count) = windows.Rest(index, piece);
            new Span<float>(InputGradient.Data + (nint)start * channels, count * channels).Clear();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> MeanOf(float* window, int left)
    {
        var total = new WideSum();
        for (var place = 0; place < windows.Offsets.Length;)
        {
            var run = Vector<float>.Zero;
            for (var end = Math.Min(windows.Offsets.Length, place + WideSum.RunLength); place < end; place++)
                run += AnyVector.Load(window + windows.Offsets[place], left);
            total.Add(run);
        }
        return total.DividedBy(windows.Offsets.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Winner FindWinner(float* window, int left)
    {
        var value = AnyVector.Load(window, left);
        var winner = new Winner(value, value);
        for (var place = 1; place < windows.Offsets.Length; place++)
        {
            value = AnyVector.Load(window + windows.Offsets[place], left);
            winner.Challenge(value, value, place);
        }
        return winner;
    }
}
