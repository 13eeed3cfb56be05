using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>
/// The largest and the smallest few of many values, in each lane. Eight values at a time are sorted by a network of exchanges,
/// which the lanes go through together, and enter the sorted lists of those kept until they change nothing: in most eights no
/// lane has more than one or two that do.
/// </summary>
internal static class Extremes
{
    /// <summary>Fills two lists, each with as many values as it has room for.</summary>
    /// <param name="values">The values, not negative.</param>
    /// <param name="largest">Filled with the largest, in falling order.</param>
    /// <param name="smallest">Filled with the smallest, in rising order.</param>
    public static void Find(ReadOnlySpan<Vector<float>> values, Span<Vector<float>> largest, Span<Vector<float>> smallest)
    {
        largest.Fill(Vector<float>.Zero);
        smallest.Fill(new(float.PositiveInfinity));
        Span<Vector<float>> eight = stackalloc Vector<float>[8];
        for (var atFront = true; values.Length >= 8; atFront = !atFront) // spectra slope: either end gives one of the lists at once
        {
            SortFalling(atFront ? values[..8] : values[^8..], eight);
            values = atFront ? values[8..] : values[..^8];
            for (var i = 0; i < 8 && Vector.GreaterThanAny(eight[i], largest[^1]); i++)
                InsertFalling(eight[i], largest);
            for (var i = 7; i >= 0 && Vector.LessThanAny(eight[i], smallest[^1]); i--)
                InsertRising(eight[i], smallest);
        }
        foreach (var value in values)
        {
            InsertFalling(value, largest);
            InsertRising(value, smallest);
        }
    }

    private static void InsertFalling(Vector<float> value, Span<Vector<float>> sorted)
    {
        foreach (ref var place in sorted)
            (place, value) = (Vector.MaxNative(place, value), Vector.MinNative(place, value));
    }

    private static void InsertRising(Vector<float> value, Span<Vector<float>> sorted)
    {
        foreach (ref var place in sorted)
            (place, value) = (Vector.MinNative(place, value), Vector.MaxNative(place, value));
    }

    /// <summary>Batcher's merge exchange for eight (Knuth, "The Art of Computer Programming", volume 3, 5.2.2): 19 exchanges.</summary>
    private static void SortFalling(ReadOnlySpan<Vector<float>> values, Span<Vector<float>> sorted)
    {
        var (a, b, c, d) = (values[0], values[1], values[2], values[3]);
        var (e, f, g, h) = (values[4], values[5], values[6], values[7]);
        Exchange(ref a, ref e);
        Exchange(ref b, ref f);
        Exchange(ref c, ref g);
        Exchange(ref d, ref h);
        Exchange(ref a, ref c);
        Exchange(ref b, ref d);
        Exchange(ref e, ref g);
        Exchange(ref f, ref h);
        Exchange(ref c, ref e);
        Exchange(ref d, ref f);
        Exchange(ref a, ref b);
        Exchange(ref c, ref d);
        Exchange(ref e, ref f);
        Exchange(ref g, ref h);
        Exchange(ref b, ref e);
        Exchange(ref d, ref g);
        Exchange(ref b, ref c);
        Exchange(ref d, ref e);
        Exchange(ref f, ref g);
        (sorted[0], sorted[1], sorted[2], sorted[3]) = (a, b, c, d);
        (sorted[4], sorted[5], sorted[6], sorted[7]) = (e, f, g, h);
    }

    private static void Exchange(ref Vector<float> larger, ref Vector<float> smaller) =>
        (larger, smaller) = (Vector.MaxNative(larger, smaller), Vector.MinNative(larger, smaller));
}
