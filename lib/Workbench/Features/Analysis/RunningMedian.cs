using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Features.Analysis;

/// <summary>
/// Medians of 31 consecutive values, sixteen neighbouring windows at a time, each lane for itself. What windows have in common
/// is sorted once, and each half of them is handed on only what may still become a median: sixteen windows share sixteen values,
/// all of which may; the left eight of them share eight values more, and of those 24 only the middle eight may; and so on by
/// halves, down to two candidates and the one value that a window has for itself. That is 17 comparisons a median.
/// </summary>
/// <remarks>Exact: a median is one of the values. Values are not NaN.</remarks>
internal static class RunningMedian
{
    /// <summary>Values of a window.</summary>
    public const int Length = 31;

    /// <summary>Values of a window on either side of its middle.</summary>
    public const int Reach = Length / 2;

    /// <summary>Windows of a call.</summary>
    public const int Count = 16;

    /// <summary>Values that the windows of a call cover.</summary>
    public const int Span = Count + 2 * Reach;

    /// <summary>Takes the medians of sixteen windows.</summary>
    /// <param name="values"><c>[Span]</c>: the first window's values, and one more for each further window.</param>
    /// <param name="medians"><c>[Count]</c>, the result.</param>
    public static void Compute(ReadOnlySpan<Vector<float>> values, Span<Vector<float>> medians)
    {
        Span<Vector<float>> shared = stackalloc Vector<float>[Count];
        values.Slice(Count - 1, Count).CopyTo(shared);
        Sort(shared);
        Halve(values, shared, medians);
    }

    /// <summary>From as many windows as candidates, to the medians.</summary>
    /// <param name="values">From the first value of the first window on.</param>
    /// <param name="candidates">The middle of the values that all the windows share, ascending; at least four.</param>
    /// <param name="medians">One a window.</param>
    private static void Halve(ReadOnlySpan<Vector<float>> values, ReadOnlySpan<Vector<float>> candidates, Span<Vector<float>> medians)
    {
        if (candidates.Length == 4)
        {
            FourWindows(values, candidates, medians);
            return;
        }
        var half = candidates.Length / 2;
        Span<Vector<float>> fewer = stackalloc Vector<float>[half];
        Narrow(candidates, values.Slice(half - 1, half), fewer);
        Halve(values, fewer, medians[..half]);
        Narrow(candidates, values.Slice(Length, half), fewer);
        Halve(values[half..], fewer, medians[half..]);
    }

    /// <summary>The middle of <c>2n</c> candidates and <c>n</c> further values, ascending, <c>[n]</c>.</summary>
    private static void Narrow(ReadOnlySpan<Vector<float>> candidates, ReadOnlySpan<Vector<float>> further, Span<Vector<float>> middle)
    {
        further.CopyTo(middle);
        Sort(middle);
        var half = middle.Length;
        for (var (i, j) = (0, half - 1); i < j; i++, j--)
            (middle[i], middle[j]) = (
                Middle(candidates[i], candidates[half + i], middle[j]),
                Middle(candidates[j], candidates[half + j], middle[i]));
        SortBitonic(middle);
    }

    /// <summary>The last two halvings at once, in registers.</summary>
    private static void FourWindows(ReadOnlySpan<Vector<float>> values, ReadOnlySpan<Vector<float>> candidates, Span<Vector<float>> medians)
    {
        var (low, high) = Narrow(candidates, values[1], values[2]);
        medians[0] = Middle(low, high, values[0]);
        medians[1] = Middle(low, high, values[Length]);
        (low, high) = Narrow(candidates, values[Length], values[Length + 1]);
        medians[2] = Middle(low, high, values[2]);
        medians[3] = Middle(low, high, values[Length + 2]);

        static (Vector<float> Low, Vector<float> High) Narrow(ReadOnlySpan<Vector<float>> candidates, Vector<float> x, Vector<float> y)
        {
            Order(ref x, ref y);
            var low = Middle(candidates[0], candidates[2], y);
            var high = Middle(candidates[1], candidates[3], x);
            Order(ref low, ref high);
            return (low, high);
        }
    }

    /// <summary>Sorts 4, 8 or 16 values, ascending.</summary>
    private static void Sort(Span<Vector<float>> values)
    {
        if (values.Length == 4)
        {
            SortFour(values);
            return;
        }
        var half = values.Length / 2;
        Sort(values[..half]);
        Sort(values[half..]);
        for (var i = 0; i < half; i++)
            Order(ref values[i], ref values[^(i + 1)]);
        SortBitonic(values[..half]);
        SortBitonic(values[half..]);
    }

    /// <summary>Sorts values that rise and then fall, or fall and then rise, on a circle (Batcher, 1968).</summary>
    private static void SortBitonic(Span<Vector<float>> values)
    {
        if (values.Length == 4)
        {
            SortFourBitonic(values);
            return;
        }
        var half = values.Length / 2;
        for (var i = 0; i < half; i++)
            Order(ref values[i], ref values[half + i]);
        SortBitonic(values[..half]);
        SortBitonic(values[half..]);
    }

    private static void SortFour(Span<Vector<float>> values)
    {
        var (a, b, c, d) = (values[0], values[1], values[2], values[3]);
        Order(ref a, ref b);
        Order(ref c, ref d);
        Order(ref a, ref c);
        Order(ref b, ref d);
        Order(ref b, ref c);
        (values[0], values[1], values[2], values[3]) = (a, b, c, d);
    }

    private static void SortFourBitonic(Span<Vector<float>> values)
    {
        var (a, b, c, d) = (values[0], values[1], values[2], values[3]);
        Order(ref a, ref c);
        Order(ref b, ref d);
        Order(ref a, ref b);
        Order(ref c, ref d);
        (values[0], values[1], values[2], values[3]) = (a, b, c, d);
    }

    /// <summary>The median of three, two of which are in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Middle(Vector<float> low, Vector<float> high, Vector<float> value) =>
        Vector.MaxNative(low, Vector.MinNative(high, value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Order(ref Vector<float> low, ref Vector<float> high) =>
        (low, high) = (Vector.MinNative(low, high), Vector.MaxNative(low, high));
}
