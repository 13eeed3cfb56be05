using System.Collections.Immutable;
using Workbench.Export.Graph;
using Workbench.Features;
using Workbench.Features.Analysis;

namespace Workbench.Export.FrontEnd;

/// <summary>
/// The discrete Fourier transform of frames as two matrix products, which every runtime does fast (its own STFT few do): the length is
/// a product of two, sample i = b + B a and bin k = u + A v (Cooley and Tukey 1965). First transforms of length A over a, turned by
/// the twiddle factors exp(-2 pi i b u / length), then transforms of length B over b. As samples are real, u beyond A / 2 repeats others.
/// </summary>
internal sealed class FactoredFourier
{
    /// <summary>Rows longer than this make the second product larger than the first.</summary>
    private const int LongestRow = 64;

    private readonly int length, turns;
    private readonly float[] window;

    /// <summary>Chooses the factors: the hop must be whole rows, so that frames begin where rows do.</summary>
    public FactoredFourier(FeatureSpec spec)
    {
        length = spec.FftLength;
        window = Stft.HannWindow(length);
        Row = 1;
        while (Row < LongestRow && Row * Row < length && spec.HopLength % (2 * Row) == 0)
            Row *= 2;
        turns = length / Row / 2 + 1;
        Slots = [.. Enumerable.Range(0, length / 2 + 1)
            .Select(bin => bin % RowsOfFrame < turns ? bin : length - bin)
            .Select(bin => bin % RowsOfFrame * Row + bin / RowsOfFrame)];
    }

    /// <summary>B: samples of a row.</summary>
    public int Row { get; }

    /// <summary>A: rows of a frame.</summary>
    public int RowsOfFrame => length / Row;

    /// <summary>Of each bin, from 0 Hz upwards, its place in what <see cref="Power"/> gives.</summary>
    public ImmutableArray<int> Slots { get; }

    /// <summary>The power of frames under their Hann window.</summary>
    /// <param name="frames"><c>[rows of a frame, frames, samples of a row]</c>.</param>
    /// <returns><c>[frames, slots]</c>.</returns>
    public Value Power(Value frames)
    {
        var windowed = frames * Constant(frames, window.Select(w => (double)w), RowsOfFrame, 1, Row);
        var first = FirstFactors(frames).MatMul(windowed.Reshape(RowsOfFrame, -1)).Reshape(2 * turns, -1, Row);
        var (re, im) = (first.Slice(0, turns, axis: 0), first.Slice(turns, 2 * turns, axis: 0)); // [turns, frames, row]
        var (cos, sin) = (Twiddles(frames, Math.Cos), Twiddles(frames, angle => -Math.Sin(angle)));
        (re, im) = (re * cos - im * sin, re * sin + im * cos);
        var second = re.MatMul(SecondFactors(frames, Math.Cos, angle => -Math.Sin(angle)))
            + im.MatMul(SecondFactors(frames, Math.Sin, Math.Cos));
        var squares = second.Squared();
        var power = squares.Slice(0, Row, axis: 2) + squares.Slice(Row, 2 * Row, axis: 2);
        return power.Transpose(1, 0, 2).Reshape(-1, turns * Row);
    }

    /// <summary>Real parts, then imaginary parts.</summary>
    private Value FirstFactors(Value frames) => Constant(frames,
        from part in new Func<double, double>[] { Math.Cos, angle => -Math.Sin(angle) }
        from u in Enumerable.Range(0, turns)
        from a in Enumerable.Range(0, RowsOfFrame)
        select part(Angle(a * u, RowsOfFrame)), 2 * turns, RowsOfFrame);

    private Value Twiddles(Value frames, Func<double, double> part) => Constant(frames,
        from u in Enumerable.Range(0, turns)
        from b in Enumerable.Range(0, Row)
        select part(Angle(b * u, length)), turns, 1, Row);

    private Value SecondFactors(Value frames, Func<double, double> re, Func<double, double> im) => Constant(frames,
        from b in Enumerable.Range(0, Row)
        from part in new[] { re, im }
        from v in Enumerable.Range(0, Row)
        select part(Angle(b * v, Row)), Row, 2 * Row);

    private static double Angle(int turn, int of) => 2 * Math.PI * (turn % of) / of;

    private static Value Constant(Value frames, IEnumerable<double> values, params ReadOnlySpan<int> shape) =>
        frames.Graph.Constant([.. values.Select(value => (float)value)], shape);
}
