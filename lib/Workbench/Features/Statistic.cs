namespace Workbench.Features;

/// <summary>
/// A summary of a feature over the frames of a song, with the names and the meaning of the FMA feature tables, taken in
/// float64. Where NumPy and SciPy give NaN, that is for the skewness and the kurtosis of a constant, the value is 0.
/// </summary>
public enum Statistic
{
    /// <summary>Excess kurtosis, biased (0 for a normal distribution).</summary>
    Kurtosis,

    /// <summary>Largest value.</summary>
    Max,

    /// <summary>Arithmetic mean.</summary>
    Mean,

    /// <summary>Median; the mean of the middle two for an even count.</summary>
    Median,

    /// <summary>Smallest value.</summary>
    Min,

    /// <summary>Skewness, biased.</summary>
    Skew,

    /// <summary>Standard deviation with 0 degrees of freedom taken off.</summary>
    Std,
}
