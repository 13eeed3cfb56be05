using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="Flatten"/>: brings the channels of an image behind one another, PyTorch's order. Work items are examples.
/// </summary>
internal sealed unsafe class FlattenLayer : PlainLayer
{
    private readonly Action<int> channelsFirst, channelsLast;
    private Matrix source, target;

    public FlattenLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        (source, target) = (Output, Output);
        channelsFirst = example => Transpose(example, Plan.Input.PositionCount, Plan.Input.ChannelCount);
        channelsLast = example => Transpose(example, Plan.Input.ChannelCount, Plan.Input.PositionCount);
    }

    public override void Forward(Matrix input, bool training)
    {
        Output.Rows = ExamplesOf(input);
        (source, target) = (input, Output);
        Setup.Workers.For(Output.Rows, channelsFirst);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        if (!wantsInputGradient)
            return;
        InputGradient.Rows = input.Rows;
        (source, target) = (outputGradient, InputGradient);
        Setup.Workers.For(outputGradient.Rows, channelsLast);
    }

    private void Transpose(int example, int rows, int columns)
    {
        var from = source.Data + (nint)example * rows * columns;
        var to = target.Data + (nint)example * rows * columns;
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                to[(nint)column * rows + row] = from[(nint)row * columns + column];
    }
}
