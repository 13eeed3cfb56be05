using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Scaling;

/// <summary>
/// Brings every column to a standard normal distribution by rank (scikit-learn's
/// <c>QuantileTransformer(output_distribution="normal")</c>): the share of the training part below a value, on straight lines
/// between quantiles, through the inverse of the normal distribution. An outlier then counts for its rank, and not for how
/// far out it lies. At and beyond the ends of the training part a value becomes 5.2 or -5.2.
/// </summary>
internal sealed class QuantileTransformer : Scaler
{
    /// <summary>The smallest share that is told from none: scikit-learn's <c>BOUNDS_THRESHOLD</c>.</summary>
    internal const double Smallest = 1e-7;

    /// <summary>Scikit-learn's defaults in 1.2: quantiles of a column, and frames that they are taken from.</summary>
    private const int MostQuantiles = 1000, MostFrames = 100_000;

    private const string QuantilesName = "scaler.quantiles";

    private readonly float[] quantiles;

    private QuantileTransformer(float[] quantiles, int columnCount) => (this.quantiles, ColumnCount) = (quantiles, columnCount);

    /// <exception cref="WorkbenchException">The tensor is missing.</exception>
    internal QuantileTransformer(Weights tensors) : this(tensors[QuantilesName].Values.ToArray(), tensors[QuantilesName].Shape[0]) { }

    /// <inheritdoc/>
    public override ScalerKind Kind => ScalerKind.Quantile;

    /// <inheritdoc/>
    public override int ColumnCount { get; }

    /// <summary>Quantiles of each column, evenly spaced from its smallest value to its largest: as many as songs, 1,000 at most.</summary>
    public int QuantileCount => quantiles.Length / ColumnCount;

    internal override ImmutableArray<Tensor> Tensors => [new(QuantilesName, [ColumnCount, QuantileCount], quantiles)];

    /// <summary>The quantiles of one column, ascending.</summary>
    public ReadOnlySpan<float> Quantiles(int column) => quantiles.AsSpan(column * QuantileCount, QuantileCount);

    /// <summary>
    /// The quantiles of the training part; where songs have many frames, of about 100,000 of them, evenly spaced in each song.
    /// </summary>
    /// <param name="part">The songs, with at least one frame.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    public static QuantileTransformer Fit(TrainingPart part, Work? work = null)
    {
        var columns = OfSortedColumns(part.Songs, MostFrames, sorted =>
        {
            var quantiles = new float[Math.Min(MostQuantiles, sorted.Length)];
            for (var i = 0; i < quantiles.Length; i++)
                quantiles[i] = ValueAt(sorted, i * (sorted.Length - 1.0) / Math.Max(1, quantiles.Length - 1));
            return quantiles;
        }, work ?? Work.Default);
        return new([.. columns.SelectMany(quantiles => quantiles)], columns.Length);
    }

    /// <summary>Scales one row; a column that is constant in the training part becomes 0.</summary>
    /// <inheritdoc/>
    public override void Transform(ReadOnlySpan<float> row, Span<float> scaled)
    {
        for (var column = 0; column < ColumnCount; column++)
        {
            var known = Quantiles(column);
            scaled[column] = known[0] == known[^1] ? 0
                : (float)StandardNormal.Quantile(Math.Clamp(Share(known, row[column]), Smallest, 1 - Smallest));
        }
    }

    /// <summary>
    /// The share of the quantiles below a value, 0 to 1; of several that equal it, half are below, but all or none at the ends.
    /// </summary>
    private static double Share(ReadOnlySpan<float> quantiles, float value)
    {
        if (value <= quantiles[0])
            return 0;
        if (value >= quantiles[^1])
            return 1;
        var first = Count(quantiles, value, equalToo: false);
        var last = Count(quantiles, value, equalToo: true) - 1;
        var place = first <= last
            ? (first + last) / 2.0
            : last + (value - (double)quantiles[last]) / (quantiles[first] - (double)quantiles[last]);
        return place / (quantiles.Length - 1);
    }

    /// <summary>How many of some ascending values lie below another, or equal it too.</summary>
    private static int Count(ReadOnlySpan<float> ascending, float value, bool equalToo)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] < value || (equalToo && ascending[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
