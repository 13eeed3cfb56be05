namespace Workbench.Figures;

/// <summary>The stretch of an axis that data need, and the air they want around it as a share of that stretch.</summary>
/// <param name="Low">Smallest finite value; positive infinity when there is none.</param>
/// <param name="High">Largest finite value; negative infinity when there is none.</param>
/// <param name="PadLow">Air below, 0 to 1.</param>
/// <param name="PadHigh">Air above, 0 to 1.</param>
internal readonly record struct Extent(double Low, double High, double PadLow = 0, double PadHigh = 0)
{
    /// <summary>Needs nothing.</summary>
    public static readonly Extent None = new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>Whether no finite value was seen.</summary>
    public bool IsEmpty => Low > High;

    /// <summary>The finite values' extent; NaN and infinity are gaps.</summary>
    public static Extent Of(IEnumerable<double> values, double pad = 0)
    {
        var (low, high) = (None.Low, None.High);
        foreach (var value in values)
            if (double.IsFinite(value))
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
        return new(low, high, pad, pad);
    }

    /// <summary>What both need.</summary>
    public Extent Union(Extent other) => new(
        Math.Min(Low, other.Low), Math.Max(High, other.High), Math.Max(PadLow, other.PadLow), Math.Max(PadHigh, other.PadHigh));
}
