using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Scaling;

/// <summary>
/// Brings every column to a standard normal distribution by rank, without steps: what the normal distribution has at the ranks of songs
/// (their normal scores), on straight lines between up to 100 of the column's values. An outlier counts for its rank, as with
/// <see cref="QuantileTransformer"/>; but values that are nearly equal are one place, so that a rounding error moves a song hardly
/// further than it moved its value, and the ends lie where the hundredth part of a song would: of 200 songs, about 4 deviations out.
/// </summary>
internal sealed class RankScaler : Scaler
{
    /// <summary>Places of a column, at most, and frames that they are taken from.</summary>
    private const int MostPlaces = 100, MostFrames = 100_000;

    /// <summary>
    /// How near to each other two values are the same place: in interquartile ranges of the column, and in parts of its largest value.
    /// </summary>
    private const double NearInRange = 1e-2, NearInValue = 1e-6;

    /// <summary>
    /// How far within the ends the smallest and the largest rank lie, in songs. Half a song is usual; with less, the ends, which many songs
    /// may share, stand out, which the validation parts of Emotify liked and those of other sets did not mind.
    /// </summary>
    private const double EndMargin = 0.01;

    private const string ValuesName = "scaler.values", ScoresName = "scaler.scores";

    private readonly float[] values;
    private readonly float[] scores;

    private RankScaler(float[] values, float[] scores, int columnCount) =>
        (this.values, this.scores, ColumnCount) = (values, scores, columnCount);

    /// <exception cref="WorkbenchException">A tensor is missing.</exception>
    internal RankScaler(Weights tensors)
        : this(tensors[ValuesName].Values.ToArray(), tensors[ScoresName].Values.ToArray(), tensors[ValuesName].Shape[0])
    {
    }

    /// <inheritdoc/>
    public override ScalerKind Kind => ScalerKind.Rank;

    /// <inheritdoc/>
    public override int ColumnCount { get; }

    /// <summary>Places of each column.</summary>
    public int PlaceCount => values.Length / ColumnCount;

    internal override ImmutableArray<Tensor> Tensors =>
        [new(ValuesName, [ColumnCount, PlaceCount], values), new(ScoresName, [ColumnCount, PlaceCount], scores)];

    /// <summary>The values of one column that have a place of their own, ascending; the last is repeated where there are fewer.</summary>
    public ReadOnlySpan<float> Values(int column) => values.AsSpan(column * PlaceCount, PlaceCount);

    /// <summary>What each of <see cref="Values"/> becomes.</summary>
    public ReadOnlySpan<float> Scores(int column) => scores.AsSpan(column * PlaceCount, PlaceCount);

    /// <summary>
    /// The places of the training part; where songs have many frames, of about 100,000 of them, evenly spaced in each song.
    /// </summary>
    /// <param name="part">The songs, with at least one frame.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    public static RankScaler Fit(TrainingPart part, Work? work = null)
    {
        var columns = OfSortedColumns(part.Songs, MostFrames, Place, work ?? Work.Default);
        return new([.. columns.SelectMany(column => column.Values)], [.. columns.SelectMany(column => column.Scores)], columns.Length);
    }

    /// <summary>Scales one row; a column that is constant in the training part becomes 0.</summary>
    /// <inheritdoc/>
    public override void Transform(ReadOnlySpan<float> row, Span<float> scaled)
    {
        for (var column = 0; column < ColumnCount; column++)
            scaled[column] = Score(Values(column), Scores(column), row[column]);
    }

    private static float Score(ReadOnlySpan<float> values, ReadOnlySpan<float> scores, float value)
    {
        if (!(value > values[0]))
            return scores[0];
        if (value >= values[^1])
            return scores[^1];
        var (low, high) = (0, values.Length - 1); // values[low] < value, and it is not above values[high]
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (values[middle] < value)
                low = middle;
            else
                high = middle;
        }
        var share = (value - (double)values[low]) / (values[high] - (double)values[low]);
        return (float)(scores[low] + share * (scores[high] - (double)scores[low]));
    }

    /// <summary>
    /// The places of one column, from its values in ascending order. A place of several values has their mean rank; at an end of the
    /// column, that of the end.
    /// </summary>
    private static (float[] Values, float[] Scores) Place(float[] sorted)
    {
        var places = Math.Min(MostPlaces, sorted.Length);
        var (values, scores) = (new float[places], new float[places]);
        var (last, count, steps) = (sorted.Length - 1, 0, Math.Max(1, places - 1));
        double RankOf(int i) => i * (double)last / steps;
        var range = sorted[3 * last / 4] - (double)sorted[last / 4];
        var near = Math.Max(NearInRange * (range > 0 ? range : sorted[last] - (double)sorted[0]),
            NearInValue * Math.Max(Math.Abs(sorted[0]), Math.Abs(sorted[last])));
        for (var (i, next) = (0, 0); i < places; i = next)
        {
            var (first, valueSum, rankSum) = (ValueAt(sorted, RankOf(i)), 0.0, 0.0);
            for (; next < places; next++)
            {
                var value = ValueAt(sorted, RankOf(next));
                if (value - first > near)
                    break;
                (valueSum, rankSum) = (valueSum + value, rankSum + RankOf(next));
            }
            var rank = next == places && i > 0 ? last : i == 0 && next < places ? 0 : rankSum / (next - i);
            values[count] = (float)(valueSum / (next - i));
            scores[count++] = (float)StandardNormal.Quantile((rank + EndMargin) / (last + 2 * EndMargin));
        }
        values.AsSpan(count).Fill(values[count - 1]);
        scores.AsSpan(count).Fill(scores[count - 1]);
        return (values, scores);
    }
}
