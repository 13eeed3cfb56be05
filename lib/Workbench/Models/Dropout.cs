using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Models;

/// <summary>
/// In training sets values to 0 at random and multiplies the others by 1 / (1 - rate); does nothing in prediction (Srivastava et al. 2014).
/// </summary>
/// <param name="Rate">Chance of each value to be set to 0, from 0 to below 1.</param>
public sealed record Dropout(double Rate) : LayerSpec
{
    internal override string Summary => string.Create(CultureInfo.InvariantCulture, $"Dropout {Rate}");

    internal override void Check(SpecProblems problems, string name) =>
        problems.Require(Rate is >= 0 and < 1, $"{Title(name)}: rate {Rate} must be >= 0 and below 1; 0.5 is usual.");

    internal override LayerPlan Bind(string name, Shape input, LayerSpec? next) => new(name, this, input, input);
}
