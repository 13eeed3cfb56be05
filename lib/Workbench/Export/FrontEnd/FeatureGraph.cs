using System.Collections.Immutable;
using Workbench.Export.Graph;
using Workbench.Features;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Export.FrontEnd;

/// <summary>A <see cref="Feature"/> as operators: what is needed of each frame, and what becomes of that when all are known.</summary>
/// <param name="Parts">Of each frame by itself.</param>
/// <param name="Finish">From the clip and its parts, by name, to <c>[frames, bands]</c>.</param>
internal sealed record FeatureGraph(ImmutableArray<FramePart> Parts, Func<ClipGraph, ImmutableDictionary<string, Value>, Value> Finish)
{
    /// <summary>How far below the loudest value of a clip decibels go.</summary>
    private const double TopDb = 80;

    /// <summary>The same numbers as the feature's own calculator gives, to rounding.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="spec">The spec that holds it.</param>
    /// <exception cref="WorkbenchException">The feature cannot be expressed.</exception>
    public static FeatureGraph Of(Feature feature, FeatureSpec spec) => feature switch
    {
        Centered centered => Of(centered.Of, spec).Then((_, values) => values - values.Mean(0) * centered.Share),
        ChromaStft => ChromaGraph.Create(spec),
        Delta delta => Of(delta.Of, spec).Then((_, values) => DeltaGraph.Differentiate(values, delta.Order)),
        Duration => new([], (clip, _) =>
            ((clip.FrameCount.Range() * 0 + clip.SampleCount).As(Element.Double) / spec.SampleRate).As(Element.Float).Unsqueeze(1)),
        LogMel mel => Mel(mel.Bands, spec).Then((_, power) => Decibels(power)),
        Magnitude magnitude => OfEachFrame(feature.Name, magnitude.Bins, frames => frames.Magnitude.Slice(0, magnitude.Bins, axis: 1)),
        Mel { LogScale: { } scale } mel => Mel(mel.Bands, spec).Then((_, power) => (power * scale + 1).Log() * (1 / Math.Log(10))),
        Mel mel => Mel(mel.Bands, spec),
        Mfcc mfcc => Of(new LogMel(Mfcc.MelBands), spec).Then((_, bands) => bands.MatMul(Cosines(bands.Graph, mfcc.Coefficients))),
        OnsetStrength onset => Of(new LogMel(OnsetStrength.MelBands), spec).Then((clip, bands) => Rises(clip, bands, onset.Aggregate)),
        Rms { FromSpectrum: true } => OfEachFrame(feature.Name, 1, frames => frames.Weighted(1, (bin, _) =>
            (bin == 0 || bin == spec.FftLength / 2 ? 1 : 2) / Math.Pow(spec.FftLength, 2)).Sqrt()),
        Rms => new([], (clip, _) =>
            (clip.FrameSums(clip.Samples.As(Element.Double).Squared()) / spec.FftLength).AtLeast(0).Sqrt().As(Element.Float)),
        SpectralBandwidth => ShapeGraph.Bandwidth(spec),
        SpectralCentroid => ShapeGraph.Centroid(spec),
        SpectralContrast contrast => ContrastGraph.Create(contrast, spec),
        SpectralFlatness => OfEachFrame(feature.Name, 1, frames => Flatness(frames.Power.AtLeast(Features.Analysis.Decibels.Amin))),
        SpectralRolloff rolloff => ShapeGraph.Rolloff(rolloff.Fraction, spec),
        ZeroCrossingRate rate => new([], (clip, _) => Crossings(clip, rate.LowestZero)),
        _ => throw new WorkbenchException($"The feature {feature.Name} cannot be expressed in an ONNX graph. "
            + "Export the model from its features on (--from features), or train one on other features."),
    };

    /// <summary>A feature that is done when its frames are.</summary>
    public static FeatureGraph OfEachFrame(string name, int columns, Func<FrameBlock, Value> compute) =>
        new([new(name, columns, compute)], (_, parts) => parts[name]);

    /// <summary>The feature, and then something more.</summary>
    public FeatureGraph Then(Func<ClipGraph, Value, Value> finish) => new(Parts, (clip, parts) => finish(clip, Finish(clip, parts)));

    /// <summary>Power in decibels (<see cref="Features.Analysis.Decibels"/>), at most 80 below the loudest value of all.</summary>
    public static Value Decibels(Value power)
    {
        var decibels = power.AtLeast(Features.Analysis.Decibels.Amin).Log() * (10 / Math.Log(10));
        return decibels.AtLeast(decibels.Largest() - TopDb);
    }

    private static FeatureGraph Mel(int bands, FeatureSpec spec)
    {
        var edges = MelScale.Edges(bands, spec.SampleRate);
        return OfEachFrame($"mel_{bands}", bands, frames => frames.Weighted(bands, (bin, band) =>
        {
            var hz = (double)bin * spec.SampleRate / spec.FftLength;
            var (low, centre, high) = (edges[band], edges[band + 1], edges[band + 2]);
            return Math.Max(0, Math.Min((hz - low) / (centre - low), (high - hz) / (high - centre))) * 2 / (high - low);
        }));
    }

    /// <summary>The orthonormal DCT-II, <c>[mel bands, coefficients]</c>.</summary>
    private static Value Cosines(OnnxGraph graph, int coefficients) => graph.Constant(
        [.. from band in Enumerable.Range(0, Mfcc.MelBands)
            from k in Enumerable.Range(0, coefficients)
            select (float)(Math.Sqrt((k == 0 ? 1.0 : 2.0) / Mfcc.MelBands)
                * Math.Cos(Math.PI * k * (2 * band + 1) / (2.0 * Mfcc.MelBands)))],
        Mfcc.MelBands, coefficients);

    private static Value Flatness(Value audible) => audible.Log().Mean(1).Exp() / audible.Mean(1);

    private static Value Rises(ClipGraph clip, Value bands, Statistic aggregate)
    {
        var last = clip.FrameCount - 1;
        var rises = (bands.Slice(last.Constant(1), clip.FrameCount, axis: 0) - bands.Take(last, axis: 0)).AtLeast(0);
        var rise = aggregate == Statistic.Median
            ? rises.Median(last.Constant(OnsetStrength.MelBands), axis: 1).As(Element.Float)
            : rises.Mean(1);
        var delay = 1 + clip.Spec.FftLength / (2 * clip.Spec.HopLength);
        return Value.Concat(0, rise.Graph.Constant(new float[delay], delay, 1), rise).Take(clip.FrameCount, axis: 0);
    }

    /// <summary>Crossings are counted with the sample behind them, and one before a frame's first sample is none of its own.</summary>
    private static Value Crossings(ClipGraph clip, float lowestZero)
    {
        var isNegative = (clip.Samples < clip.Samples.Constant(lowestZero)).As(Element.Int32);
        var before = Value.Concat(0, isNegative.Slice(0, 1, axis: 0), isNegative).Take(clip.SampleCount, axis: 0);
        return clip.FrameSums((isNegative - before).Abs(), skipped: 1).As(Element.Float) / clip.Spec.FftLength;
    }
}
