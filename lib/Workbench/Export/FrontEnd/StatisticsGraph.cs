using Workbench.Export.Graph;
using Workbench.Features;

namespace Workbench.Export.FrontEnd;

/// <summary>From the frames of a clip to its one row, in float64, as <see cref="Features.Analysis.Summary"/> takes statistics.</summary>
internal static class StatisticsGraph
{
    /// <summary>The row, <c>[columns]</c>, in the order of the spec's columns.</summary>
    /// <param name="frames"><c>[frames, bands]</c>, the bands of all features.</param>
    /// <param name="spec">Which statistics.</param>
    public static Value Summarize(Value frames, FeatureSpec spec)
    {
        var rows = frames.Transpose(1, 0); // [bands, frames]
        var wide = rows.As(Element.Double);
        var mean = wide.Mean(1);
        var deviation = wide - mean;
        var square = deviation.Squared();
        var variance = square.Mean(1);
        var isConstant = variance <= (mean * 1e-15).Squared();
        var divisor = isConstant.Choose(1, variance);
        Value Of(Statistic statistic) => statistic switch
        {
            Statistic.Kurtosis => isConstant.Choose(0, square.Squared().Mean(1) / divisor.Squared() - 3),
            Statistic.Max => rows.Largest(1).As(Element.Double),
            Statistic.Mean => mean,
            Statistic.Median => rows.Median(rows.Size(1), axis: 1),
            Statistic.Min => rows.Smallest(1).As(Element.Double),
            Statistic.Skew => isConstant.Choose(0, (square * deviation).Mean(1) / (divisor * divisor.Sqrt())),
            Statistic.Std => variance.Sqrt(),
            _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, null),
        };
        var bandCount = spec.Features.Sum(feature => feature.BandCount);
        var first = 0;
        List<long> places = []; // feature by feature, then statistic by statistic, then band by band
        foreach (var feature in spec.Features)
        {
            for (var statistic = 0; statistic < spec.Statistics.Length; statistic++)
                for (var band = 0; band < feature.BandCount; band++)
                    places.Add(statistic * bandCount + first + band);
            first += feature.BandCount;
        }
        var all = Value.Concat(1, [.. spec.Statistics.Select(Of)]).Transpose(1, 0).Reshape(-1);
        return all.Gather(frames.Graph.Constant([.. places], places.Count), axis: 0).As(Element.Float);
    }
}
