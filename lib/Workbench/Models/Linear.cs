using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// Every output is a weighted sum of all inputs, plus a bias unless a BatchNorm follows: it would take the bias away again.
/// </summary>
/// <param name="Units">Number of outputs, 1 to 1,000,000.</param>
public sealed record Linear(int Units) : LayerSpec
{
    internal override string Summary => $"Linear {Units}";

    internal override void Check(SpecProblems problems, string name) =>
        problems.Require(Units is >= 1 and <= 1_000_000, $"{Title(name)}: {Units} units must be 1 to 1000000; 256 is usual.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        if (input is not VectorShape vector)
            throw Refuse(name, input, "it needs a feature vector. Put Flatten or GlobalPool before it.");
        TensorSize.Require($"{Title(name)}: weights", Units, vector.Length);
        ImmutableArray<ParameterSpec> parameters = [new($"{name}.weight", ParameterRole.Weight, [Units, vector.Length], vector.Length)];
        if (next is not BatchNorm)
            parameters = parameters.Add(new($"{name}.bias", ParameterRole.Bias, [Units], vector.Length));
        return new(name, this, input, Shape.Vector(Units)) { Parameters = parameters, MultiplyAdds = (long)Units * vector.Length };
    }
}
