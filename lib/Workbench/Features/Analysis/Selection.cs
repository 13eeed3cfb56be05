using System.Numerics;
using System.Runtime.InteropServices;

namespace Workbench.Features.Analysis;

/// <summary>The median by counting instead of sorting: passes over whole vectors, without a branch to mispredict.</summary>
internal static class Selection
{
    /// <summary>The median; the mean of the middle two for an even count.</summary>
    /// <param name="values">At least one value, no NaN.</param>
    public static double Median(ReadOnlySpan<float> values)
    {
        var wanted = (values.Length + 1) / 2;
        var limit = LimitOf(wanted, values);
        var (lower, upper) = Neighbours(limit, values);
        var isBetween = values.Length % 2 == 0 && CountUpTo(limit, values) == wanted;
        return isBetween ? ((double)lower + upper) / 2 : lower + 0.0; // -0 becomes 0
    }

    /// <summary>A limit that exactly so many values do not exceed; or, among equal values, the least that no fewer do.</summary>
    private static float LimitOf(int wanted, ReadOnlySpan<float> values)
    {
        long low = Ordinal(float.NegativeInfinity), high = Ordinal(float.PositiveInfinity);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            var count = CountUpTo(FromOrdinal(middle), values);
            if (count < wanted)
                low = middle + 1;
            else
                high = middle;
            if (count == wanted)
                break;
        }
        return FromOrdinal(high);
    }

    /// <summary>The largest value up to a limit and the smallest one beyond it.</summary>
    private static (float Lower, float Upper) Neighbours(float limit, ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var (none, all) = (new Vector<float>(float.NegativeInfinity), new Vector<float>(float.PositiveInfinity));
        var (lowers, uppers) = (none, all);
        foreach (var vector in vectors)
        {
            var isUpTo = Vector.LessThanOrEqual(vector, new(limit));
            lowers = Vector.MaxNative(lowers, Vector.ConditionalSelect(isUpTo, vector, none));
            uppers = Vector.MinNative(uppers, Vector.ConditionalSelect(isUpTo, all, vector));
        }
        var (lower, upper) = (float.NegativeInfinity, float.PositiveInfinity);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            (lower, upper) = (Math.Max(lower, lowers[lane]), Math.Min(upper, uppers[lane]));
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            (lower, upper) = value <= limit ? (Math.Max(lower, value), upper) : (lower, Math.Min(upper, value));
        return (lower, upper);
    }

    private static int CountUpTo(float limit, ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var counts = Vector<int>.Zero;
        foreach (var vector in vectors)
            counts -= Vector.LessThanOrEqual(vector, new(limit)); // a true lane is -1
        var count = Vector.Sum(counts);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            count += value <= limit ? 1 : 0;
        return count;
    }

    /// <summary>Numbers all values in their order.</summary>
    private static int Ordinal(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        return bits < 0 ? bits ^ int.MaxValue : bits;
    }

    private static float FromOrdinal(long ordinal) =>
        BitConverter.Int32BitsToSingle((int)(ordinal < 0 ? ordinal ^ int.MaxValue : ordinal));
}
