namespace Workbench.Evaluation;

/// <summary>A number and how far chance may have moved it.</summary>
/// <param name="Estimate">The number as measured.</param>
/// <param name="Low">Lower end of the confidence interval.</param>
/// <param name="High">Upper end of it.</param>
public sealed record Interval(double Estimate, double Low, double High)
{
    /// <summary>Itself; null where every draw gave the same: what never went wrong does not say how seldom it does.</summary>
    internal Interval? IfAnySpread => Low < High ? this : null;

    /// <summary>As papers write it: <c>0.812 [0.790, 0.833]</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Estimate:0.000} [{Low:0.000}, {High:0.000}]");

    /// <summary>The same with the sign of the estimate changed.</summary>
    public static Interval operator -(Interval interval) => new(-interval.Estimate, -interval.High, -interval.Low);
}
