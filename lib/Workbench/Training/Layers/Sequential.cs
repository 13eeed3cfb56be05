using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training.Layers;

/// <summary>Layers in a row. Neighbours that are faster as one layer become one.</summary>
internal sealed class Sequential
{
    /// <summary>Makes the layers. All gradients but the first layer's input gradient, which the caller returns, share memory.</summary>
    /// <param name="plans">At least one.</param>
    /// <param name="setup">What the layers share.</param>
    public Sequential(ImmutableArray<LayerPlan> plans, LayerSetup setup)
    {
        var layers = ImmutableArray.CreateBuilder<Layer>();
        for (var (start, count) = (0, 0); start < plans.Length; start += count)
        {
            count = FusedCount(plans.AsSpan()[start..]);
            layers.Add(Create(plans.Slice(start, count), setup));
            if (layers.Count > 2)
                setup.ReturnGradient(layers[^2].InputGradient);
        }
        if (layers.Count > 1)
            setup.ReturnGradient(layers[^1].InputGradient);
        Layers = layers.ToImmutable();
    }

    /// <summary>The layers in order.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>Output of the last layer.</summary>
    public Matrix Output => Layers[^1].Output;

    /// <summary>How the loss changes with each input of the first layer.</summary>
    public Matrix InputGradient => Layers[0].InputGradient;

    /// <summary>Runs a batch through the layers; the token is looked at before each.</summary>
    public void Forward(Matrix input, bool training, CancellationToken token = default)
    {
        foreach (var layer in Layers)
        {
            token.ThrowIfCancellationRequested();
            layer.Forward(input, training);
            input = layer.Output;
        }
    }

    /// <summary>Fills all gradients.</summary>
    public void Backward(Matrix input, Matrix outputGradient, bool wantsInputGradient)
    {
        for (var i = Layers.Length - 1; i >= 0; i--)
        {
            Layers[i].Backward(i == 0 ? input : Layers[i - 1].Output, outputGradient, wantsInputGradient || i > 0);
            outputGradient = Layers[i].InputGradient;
        }
    }

    /// <summary>
    /// A convolution does the BatchNorm after it while the images are in the cache, BatchNorm does a ReLU and a max-pool after it in the
    /// same pass over memory, and a Linear layer and a residual block a ReLU: beside the
    /// products, reading and writing is what takes the time.
    /// </summary>
    private static int FusedCount(ReadOnlySpan<LayerPlan> plans)
    {
        bool IsNext(ReadOnlySpan<LayerPlan> plans, int index, Type kind) => index < plans.Length && plans[index].Layer.GetType() == kind;
        var count = plans[0].Layer is Conv2d && IsNext(plans, 1, typeof(BatchNorm)) ? 2 : 1;
        var normalises = plans[count - 1].Layer is BatchNorm;
        if ((normalises || plans[0].Layer is Linear or Residual) && IsNext(plans, count, typeof(Relu)))
            count++;
        return normalises && count < plans.Length && plans[count].Layer is MaxPool2d { IsTiling: true } ? count + 1 : count;
    }

    private static Layer Create(ImmutableArray<LayerPlan> plans, LayerSetup setup) => plans[0].Layer switch
    {
        Linear => new LinearLayer(plans, setup),
        Conv2d when plans.Length > 1 => new ConvolutionBlockLayer(plans, setup),
        Conv2d => new Conv2dLayer(plans, setup),
        BatchNorm => new BatchNormLayer(plans, setup),
        Relu => new ReluLayer(plans, setup),
        Pool2d { IsTiling: false } => new OverlappingPoolLayer(plans, setup),
        Pool2d or GlobalPool => new PoolLayer(plans, setup),
        Dropout => new DropoutLayer(plans, setup),
        Flatten => new FlattenLayer(plans, setup),
        Residual => new ResidualLayer(plans, setup),
        RbfKernel => new RbfKernelLayer(plans, setup),
        var other => throw new NotSupportedException($"Layer {plans[0].Name} is of a kind that is not trained here: {other}."),
    };
}
