using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>Keeps values above 0 and multiplies the others by a slope (0: ReLU; above 0: leaky ReLU).</summary>
/// <param name="NegativeSlope">Slope below 0, from 0 to below 1.</param>
public sealed record Relu(double NegativeSlope = 0) : LayerSpec
{
    internal override string Summary =>
        NegativeSlope == 0 ? "Relu" : string.Create(CultureInfo.InvariantCulture, $"Relu, leaky {NegativeSlope}");

    internal override void Check(SpecProblems problems, string name) =>
        problems.Require(NegativeSlope is >= 0 and < 1,
            $"{Title(name)}: negative slope {NegativeSlope} must be >= 0 and below 1; 0 or 0.01 are usual.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next) => new(name, this, input, input);
}
