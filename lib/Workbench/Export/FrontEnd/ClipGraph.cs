using System.Collections.Immutable;
using Workbench.Export.Graph;
using Workbench.Features;

namespace Workbench.Export.FrontEnd;

/// <summary>A clip inside the graph: its samples, and its frames, transformed some at a time so that memory stays small.</summary>
/// <param name="spec">Frames and sample rate.</param>
/// <param name="samples"><c>[samples]</c>.</param>
internal sealed class ClipGraph(FeatureSpec spec, Value samples)
{
    /// <summary>Frames of a round: the products are large enough to be fast, and what a round needs fits into the cache.</summary>
    private const int FramesOfRound = 64;

    /// <summary>Frames and sample rate.</summary>
    public FeatureSpec Spec => spec;

    /// <summary><c>[samples]</c>.</summary>
    public Value Samples => samples;

    /// <summary>A single int64.</summary>
    public Value SampleCount => field ??= samples.Size(0);

    /// <summary>One a hop, and one more: a single int64.</summary>
    public Value FrameCount => field ??= SampleCount / spec.HopLength + 1;

    /// <summary>Computes parts of every frame.</summary>
    /// <param name="parts">Distinct parts.</param>
    /// <returns>Each part by its name, <c>[frames, columns]</c>.</returns>
    public ImmutableDictionary<string, Value> Compute(ImmutableArray<FramePart> parts)
    {
        if (parts.IsEmpty)
            return [];
        var fourier = new FactoredFourier(spec);
        var (rowsOfHop, rowsOfRound) = (spec.HopLength / fourier.Row, FramesOfRound * spec.HopLength / fourier.Row);
        var rounds = (FrameCount + (FramesOfRound - 1)) / FramesOfRound;
        var rows = Padded(rounds).Reshape(-1, fourier.Row);
        // Of a round: the row of each frame that comes first, then the second, and so on.
        long[] places = [.. from row in Enumerable.Range(0, fourier.RowsOfFrame)
                            from frame in Enumerable.Range(0, FramesOfRound)
                            select (long)(row + frame * rowsOfHop)];
        var results = samples.Graph.Loop(rounds, (body, round) =>
        {
            var first = round * rowsOfRound;
            var mine = rows.In(body).Slice(first, first + (rowsOfRound + fourier.RowsOfFrame - rowsOfHop), axis: 0);
            var frames = mine.Gather(body.Constant(places, fourier.RowsOfFrame, FramesOfRound), axis: 0);
            var block = new FrameBlock(fourier.Power(frames), fourier.Slots);
            return [.. parts.Select(part => (part.Compute(block), part.Columns))];
        });
        return parts.Zip(results).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second.Take(FrameCount, axis: 0));
    }

    /// <summary>
    /// Sums over the samples of each frame from its first one on, all that lie within the clip; as differences of running sums.
    /// </summary>
    /// <param name="values">One a sample, <c>[samples]</c>, whose sums are exact.</param>
    /// <param name="skipped">Samples at the beginning of each frame that do not count.</param>
    /// <returns><c>[frames, 1]</c>.</returns>
    public Value FrameSums(Value values, int skipped = 0)
    {
        var sums = Value.Concat(0, samples.Graph.Constant(0, values.Element).Reshape(1), values.CumulativeSum(axis: 0));
        var starts = FrameCount.Range() * spec.HopLength - (double)(spec.FftLength / 2);
        Value UpTo(Value places) => sums.Gather(places.AtLeast(0).AtMost(SampleCount), axis: 0);
        return (UpTo(starts + spec.FftLength) - UpTo(starts + skipped)).Unsqueeze(1);
    }

    /// <summary>Half a frame of zeros before the clip, and as many behind as the last round reads: perhaps fewer than none.</summary>
    private Value Padded(Value rounds)
    {
        var length = rounds * (FramesOfRound * spec.HopLength) + (spec.FftLength - spec.HopLength);
        var behind = length - SampleCount - (double)(spec.FftLength / 2);
        var before = behind.Constant(spec.FftLength / 2);
        return samples.Graph.Node("Pad", samples.Element,
            [samples, Value.Concat(0, before.Reshape(1), behind.Reshape(1)), samples.Constant(0)], [("mode", "constant")]);
    }
}
