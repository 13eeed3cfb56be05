using Workbench.Export.Graph;
using Workbench.Training.Scaling;

namespace Workbench.Export.Network;

/// <summary>Scalers as operators.</summary>
internal static class ScalerGraph
{
    /// <summary>Scales rows.</summary>
    /// <param name="scaler">The scaler.</param>
    /// <param name="rows"><c>[rows, columns]</c>.</param>
    public static Value Scale(Scaler scaler, Value rows) => scaler switch
    {
        StandardScaler standard =>
            (rows - rows.Graph.Constant(standard.Mean.AsSpan(), standard.ColumnCount))
            / rows.Graph.Constant(standard.Std.AsSpan(), standard.ColumnCount),
        QuantileTransformer quantile => ByQuantiles(quantile, rows),
        RankScaler rank => ByRank(rank, rows),
        var other => throw new NotSupportedException($"The scaler {other.GetType().Name} is not exported."),
    };

    private static Value ByQuantiles(QuantileTransformer scaler, Value rows)
    {
        var (graph, columns, count) = (rows.Graph, scaler.ColumnCount, scaler.QuantileCount);
        var quantiles = graph.Constant(scaler.Tensors[0]); // [columns, quantiles]
        var value = rows.Unsqueeze(2); // [rows, columns, 1]
        var below = CountOf(quantiles < value);
        var upTo = CountOf(quantiles <= value);
        var column = graph.Constant([.. Enumerable.Range(0, columns).Select(c => (long)c * count)], 1, columns, 1);
        var flat = quantiles.Reshape(-1);
        Value At(Value place) => flat.Gather(place.AtLeast(0).AtMost(count - 1) + column, axis: 0).As(Element.Double);
        var (low, high) = (At(upTo - 1), At(below));
        // Between two quantiles on a straight line; of several that equal the value, half are below it.
        var gap = high - low;
        var between = (upTo - 1).As(Element.Double) + (value.As(Element.Double) - low) / gap.EqualTo(0).Choose(1, gap);
        var among = (below + (upTo - 1)).As(Element.Double) / 2;
        var share = (below < upTo).Choose(among, between) / Math.Max(1, count - 1);
        var (first, last) = (quantiles.Slice(0, 1, axis: 1), quantiles.Slice(count - 1, count, axis: 1)); // [columns, 1]
        share = (value <= first).Choose(0, (value >= last).Choose(1, share));
        var scaled = NormalGraph.Quantile(share.AtLeast(QuantileTransformer.Smallest).AtMost(1 - QuantileTransformer.Smallest));
        return first.EqualTo(last).Choose(0, scaled.As(Element.Float)).Squeeze(2);
    }

    /// <summary>The straight line between the two places around each value; beyond the ends there are two times the same.</summary>
    private static Value ByRank(RankScaler scaler, Value rows)
    {
        var (graph, columns, count) = (rows.Graph, scaler.ColumnCount, scaler.PlaceCount);
        var values = graph.Constant(scaler.Tensors[0]); // [columns, places]
        var value = rows.Unsqueeze(2); // [rows, columns, 1]
        var above = CountOf(values < value);
        var column = graph.Constant([.. Enumerable.Range(0, columns).Select(c => (long)c * count)], 1, columns, 1);
        Value At(Value places, Value place) =>
            places.Reshape(-1).Gather(place.AtLeast(0).AtMost(count - 1) + column, axis: 0).As(Element.Double);
        var (low, high) = (At(values, above - 1), At(values, above));
        var scores = graph.Constant(scaler.Tensors[1]);
        var (lowScore, highScore) = (At(scores, above - 1), At(scores, above));
        var gap = high - low;
        var share = (value.As(Element.Double) - low) / gap.EqualTo(0).Choose(1, gap);
        return (lowScore + share * (highScore - lowScore)).As(Element.Float).Squeeze(2);
    }

    private static Value CountOf(Value isCounted) => isCounted.As(Element.Int32).Sum(2).As(Element.Int64);
}
