using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>A layer without layers inside: its output and its input gradient are its own.</summary>
internal abstract class PlainLayer : Layer
{
    /// <inheritdoc/>
    protected PlainLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup)
    {
        Output = new(setup.Capacity * OutputShape.PositionCount, OutputShape.ChannelCount);
        InputGradient = setup.RentGradient(Plan.Input);
    }

    /// <inheritdoc/>
    public sealed override Matrix Output { get; }

    /// <inheritdoc/>
    public sealed override Matrix InputGradient { get; }
}
