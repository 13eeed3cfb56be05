namespace Workbench.Training.Scaling;

/// <summary>How columns of different units are made comparable.</summary>
public enum ScalerKind
{
    /// <summary>By mean and standard deviation (scikit-learn <c>StandardScaler</c>).</summary>
    Standard,

    /// <summary>
    /// By rank among the songs learned from, with the steps of scikit-learn's <c>QuantileTransformer</c>, across which a rounding error
    /// of an exported model's features carries a song.
    /// </summary>
    Quantile,

    /// <summary>
    /// By mean and standard deviation of all columns together, so that they stay to each other as they are: for log-mel images that a
    /// network of pictures shall see.
    /// </summary>
    Overall,

    /// <summary>
    /// By rank among the songs learned from, without steps. For columns with heavy tails, as kurtosis and maxima have; what experiments
    /// decide for where nobody chose.
    /// </summary>
    Rank,
}
