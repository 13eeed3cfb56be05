using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>
/// Runs <see cref="BatchNorm"/>, and a <see cref="Relu"/> and a <see cref="MaxPool2d"/> behind it; see <see cref="Normalisation"/>.
/// </summary>
internal sealed class BatchNormLayer : PlainLayer
{
    private readonly Normalisation normalisation;

    public BatchNormLayer(ImmutableArray<LayerPlan> plans, LayerSetup setup) : base(plans, setup) =>
        normalisation = new(plans.AsSpan(), Parameters.AsSpan(), setup.Capacity, setup);

    public override void Forward(Matrix input, bool training)
    {
        if (training)
        {
            normalisation.Look(input, isFirst: true);
            normalisation.UseBatch();
        }
        else
            normalisation.UseRunning();
        Output.Rows = normalisation.OutputRows(input.Rows);
        normalisation.Apply(input, Output);
    }

    public override void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        normalisation.SumGradients(input, outputGradient);
        if (!wantsInputGradient)
            return;
        InputGradient.Rows = input.Rows;
        normalisation.Differentiate(input, outputGradient, InputGradient);
    }
}
