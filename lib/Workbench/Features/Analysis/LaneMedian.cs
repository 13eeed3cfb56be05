using System.Numerics;
using System.Runtime.InteropServices;

namespace Workbench.Features.Analysis;

/// <summary>The median in each lane, over vectors.</summary>
internal static class LaneMedian
{
    private const int LargestBit = 30; // that of the sign is 0

    /// <summary>
    /// The mean of the middle two. The bits of floats that are not negative are ordered as integers are, and so the lower one is
    /// built bit by bit, from the largest on: a bit is set where no more values than belong below it lie below the result.
    /// </summary>
    /// <param name="values">An even number of vectors, all at least 0, none NaN.</param>
    public static Vector<float> Of(ReadOnlySpan<Vector<float>> values)
    {
        var bits = MemoryMarshal.Cast<Vector<float>, Vector<int>>(values);
        var half = new Vector<int>(values.Length / 2);
        var lower = Vector<int>.Zero;
        for (var bit = LargestBit; bit >= 0; bit--)
        {
            var candidate = lower | new Vector<int>(1 << bit);
            lower = Vector.ConditionalSelect(Vector.LessThan(CountBelow(bits, candidate), half), candidate, lower);
        }
        var next = new Vector<int>(int.MaxValue);
        foreach (var value in bits)
            next = Vector.Min(next, Vector.ConditionalSelect(Vector.GreaterThan(value, lower), value, next));
        var upper = Vector.ConditionalSelect(Vector.GreaterThan(CountBelow(bits, lower + Vector<int>.One), half), lower, next);
        return (Vector.AsVectorSingle(lower) + Vector.AsVectorSingle(upper)) * 0.5f;
    }

    private static Vector<int> CountBelow(ReadOnlySpan<Vector<int>> values, Vector<int> limit)
    {
        var count = Vector<int>.Zero;
        foreach (var value in values)
            count -= Vector.LessThan(value, limit);
        return count;
    }
}
