using Workbench.Export.Graph;
using Workbench.Training.Scaling;

namespace Workbench.Export.Network;

/// <summary><see cref="StandardNormal.Quantile"/> as operators, by the same polynomials.</summary>
internal static class NormalGraph
{
    /// <summary>The value below which a share of the normal distribution lies.</summary>
    /// <param name="share">Float64, above 0 and below 1, of any shape.</param>
    public static Value Quantile(Value share)
    {
        var offset = share - 0.5;
        var centre = offset * Ratio(StandardNormal.Centre, -(offset.Squared() - StandardNormal.CentreSquare));
        var tail = (-share.AtMost(-(share - 1)).Log()).Sqrt();
        var distance = (tail <= tail.Constant(StandardNormal.FarTail)).Choose(
            Ratio(StandardNormal.Tail, tail - StandardNormal.NearTail), Ratio(StandardNormal.Far, tail - StandardNormal.FarTail));
        var signed = (offset < offset.Constant(0)).Choose(-distance, distance);
        return (offset.Abs() <= offset.Constant(StandardNormal.CentreWidth)).Choose(centre, signed);
    }

    private static Value Ratio((double[] Above, double[] Below) polynomials, Value x) =>
        Polynomial(polynomials.Above, x) / Polynomial(polynomials.Below, x);

    private static Value Polynomial(double[] coefficients, Value x) =>
        coefficients.Reverse().Skip(1).Aggregate(x * 0 + coefficients[^1], (sum, coefficient) => sum * x + coefficient);
}
