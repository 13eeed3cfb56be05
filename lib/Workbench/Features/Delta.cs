using Workbench.Features.Analysis;
using Workbench.Features.Calculators;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// How another feature changes from frame to frame (librosa <c>delta</c>; Savitzky and Golay, "Smoothing and differentiation of
/// data by simplified least squares procedures", 1964): the derivative of the line, or of the parabola, that is nearest to the
/// nine frames about a frame, in the feature's unit a frame, or a frame squared. The four frames at either end have the value
/// of the next whole nine. A clip of fewer frames, which librosa refuses, has one value, that of the curve nearest to all of
/// them; it is 0 where they do not determine the curve, that is, where there are no more than <paramref name="Order"/>.
/// <code>Features = [new Mfcc(), new Delta(new Mfcc()), new Delta(new Mfcc(), Order: 2)]</code>
/// </summary>
/// <param name="Of">The feature that changes.</param>
/// <param name="Order">1 for the slope, 2 for the curvature.</param>
public sealed record Delta(Feature Of, int Order = 1) : Feature
{
    /// <summary>The name of <see cref="Of"/> and <c>_delta</c> or <c>_delta2</c>.</summary>
    public override string Name => Order == 1 ? $"{Of.Name}_delta" : $"{Of.Name}_delta{Order}";

    /// <inheritdoc/>
    public override int BandCount => Of.BandCount;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new DeltaCalculator(Of.CreateCalculator(spec), Order);

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        problems.Require(Order is 1 or 2, $"Delta order {Order} must be 1 or 2; 1 is usual.");
        Of.Check(spec, problems);
    }
}
