using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>Replaces each channel by one value (or two), so that the size of the input no longer matters.</summary>
/// <param name="Pool">What is taken of each channel.</param>
public sealed record GlobalPool(PoolKind Pool) : LayerSpec
{
    internal override string Summary => $"GlobalPool {Pool.ToString().ToLowerInvariant()}";

    internal override void Check(SpecProblems problems, string name) =>
        problems.Require(Enum.IsDefined(Pool), $"{Title(name)}: pool {Pool} must be mean, max or both; mean is usual.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        var channels = RequireImage(name, input).Channels;
        return new(name, this, input, Shape.Vector(Pool == PoolKind.Both ? 2 * channels : channels));
    }
}
