using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>What a model and a <see cref="Residual"/> have in common: layers in a row.</summary>
internal static class LayerList
{
    public static bool AreEqual(ImmutableArray<LayerSpec> a, ImmutableArray<LayerSpec> b) =>
        a.IsDefault || b.IsDefault ? a.IsDefault == b.IsDefault : a.SequenceEqual(b);

    public static int HashCode(ImmutableArray<LayerSpec> layers)
    {
        var hash = new HashCode();
        foreach (var layer in layers.IsDefault ? [] : layers)
            hash.Add(layer);
        return hash.ToHashCode();
    }

    /// <summary>Whether one of the layers, or of those inside them, compares with songs of the training part.</summary>
    public static bool HasCenters(ImmutableArray<LayerSpec> layers) => !layers.IsDefault
        && layers.Any(layer => layer is RbfKernel || (layer is Residual block && (HasCenters(block.Layers) || HasCenters(block.Shortcut))));

    /// <summary>Notes what is wrong with the layers' own numbers.</summary>
    public static void Check(ImmutableArray<LayerSpec> layers, SpecProblems problems, string prefix)
    {
        for (var i = 0; !layers.IsDefault && i < layers.Length; i++)
        {
            problems.Require(layers[i] is not null, $"Layer {prefix}{i} is null; name its kind, for instance relu.");
            layers[i]?.Check(problems, $"{prefix}{i}");
        }
    }

    /// <summary>Puts each layer behind the one before it.</summary>
    public static ImmutableArray<LayerPlan> Bind(ImmutableArray<LayerSpec> layers, Shape input, string prefix)
    {
        var plans = ImmutableArray.CreateBuilder<LayerPlan>(layers.Length);
        for (var i = 0; i < layers.Length; i++)
        {
            var plan = layers[i].Bind($"{prefix}{i}", input, i + 1 < layers.Length ? layers[i + 1] : null);
            plans.Add(plan);
            input = plan.Output;
        }
        return plans.MoveToImmutable();
    }
}
