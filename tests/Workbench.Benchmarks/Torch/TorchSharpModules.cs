using Workbench.Models;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Benchmarks.Torch;

/// <summary>A model of layers as modules of torch.</summary>
internal static class TorchSharpModules
{
    /// <summary>The layers behind one another.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="example">A batch, which says how wide each is.</param>
    public static nn.Module<Tensor, Tensor> Sequence(IReadOnlyList<LayerSpec> layers, Tensor example)
    {
        using var still = no_grad();
        List<(string, nn.Module<Tensor, Tensor>)> modules = [];
        for (var i = 0; i < layers.Count; i++)
        {
            var module = Module(layers[i], example, bias: layers.ElementAtOrDefault(i + 1) is not BatchNorm);
            modules.Add(($"{i}", module));
            example = module.call(example);
        }
        return nn.Sequential(modules);
    }

    private static nn.Module<Tensor, Tensor> Module(LayerSpec layer, Tensor input, bool bias) => layer switch
    {
        Linear linear => nn.Linear(input.shape[1], linear.Units, bias),
        Conv2d conv => nn.Conv2d(input.shape[1], conv.Filters, conv.KernelSize, conv.Stride, conv.PaddingOrDefault, bias: bias),
        BatchNorm => input.dim() == 2 ? nn.BatchNorm1d(input.shape[1]) : nn.BatchNorm2d(input.shape[1]),
        Relu => nn.ReLU(),
        MaxPool2d pool => nn.MaxPool2d(pool.Size),
        GlobalPool pool => new Pooled(pool.Pool),
        Dropout dropout => nn.Dropout(dropout.Rate),
        Residual residual => new Added(Sequence(residual.Layers, input),
            residual.Shortcut is { IsDefaultOrEmpty: false } shortcut ? Sequence(shortcut, input) : nn.Identity()),
        _ => throw new NotSupportedException($"No model that is compared has a layer {layer}."),
    };

    private sealed class Pooled(PoolKind kind) : nn.Module<Tensor, Tensor>(nameof(Pooled))
    {
        public override Tensor forward(Tensor input) => kind switch
        {
            PoolKind.Mean => input.mean([2, 3]),
            PoolKind.Max => input.amax([2, 3]),
            _ => cat([input.mean([2, 3]), input.amax([2, 3])], 1),
        };
    }

    private sealed class Added : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> inner, shortcut;

        public Added(nn.Module<Tensor, Tensor> inner, nn.Module<Tensor, Tensor> shortcut) : base(nameof(Added))
        {
            (this.inner, this.shortcut) = (inner, shortcut);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => shortcut.call(input) + inner.call(input);
    }
}
