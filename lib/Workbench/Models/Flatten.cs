using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>Lays an image out as one feature vector: channel by channel, row by row.</summary>
public sealed record Flatten : LayerSpec
{
    internal override void Check(SpecProblems problems, string name) { }

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next) => new(name, this, input, Shape.Vector(input.Count));
}
