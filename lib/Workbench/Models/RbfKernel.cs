using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// Every output is <c>exp(-gamma |x - c|^2)</c>, the radial basis function kernel of the input and a center. Centers are songs of the
/// training part and not weights: a model of this layer alone (<see cref="ModelSpec.Kernel"/>) is fitted by
/// <see cref="Training.Optimizers.Lbfgs"/>, and then is a logistic regression over functions of the kernel (Nystroem's method, Williams
/// and Seeger 2001).
/// </summary>
/// <param name="Centers">
/// Centers at most, 1 to 10,000. A model that was fitted has as many as there were songs that differ, where these were fewer.
/// </param>
/// <param name="Gamma">How fast a song's influence ends, above 0. Null for 0.5 divided by the number of columns.</param>
public sealed record RbfKernel(int Centers = 1000, double? Gamma = null) : LayerSpec
{
    internal override string Summary => Gamma is null ? $"RbfKernel {Centers}"
        : string.Create(CultureInfo.InvariantCulture, $"RbfKernel {Centers}, gamma {Gamma}");

    /// <summary>The factor of the squared distance between rows of so many columns.</summary>
    internal double GammaOf(int columns) => Gamma ?? 0.5 / columns;

    internal override void Check(SpecProblems problems, string name) => problems
        .Require(Centers is >= 1 and <= 10_000, $"{Title(name)}: {Centers} centers must be 1 to 10000; 1000 is usual.")
        .Require(Gamma is null or (> 0 and < double.PositiveInfinity),
            $"{Title(name)}: gamma {Gamma} must be above 0; null, 0.5 divided by the number of columns, is usual.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next)
    {
        if (input is not VectorShape vector)
            throw Refuse(name, input, "it needs a feature vector. Put Flatten or GlobalPool before it.");
        TensorSize.Require($"{Title(name)}: centers", Centers, vector.Length);
        return new(name, this, input, Shape.Vector(Centers))
        {
            Parameters = [new($"{name}.centers", ParameterRole.Center, [Centers, vector.Length], 1)],
            MultiplyAdds = (long)Centers * vector.Length,
        };
    }
}
