using System.Numerics;
using System.Runtime.InteropServices;

namespace Workbench.Training.Kernels;

/// <summary>Looks for values that are no numbers.</summary>
internal static class FiniteValues
{
    /// <summary>Whether all values are finite.</summary>
    public static bool AreAll(ReadOnlySpan<float> values)
    {
        var rest = values.Length % Vector<float>.Count;
        var product = Vector<float>.Zero; // stays 0 as long as all are finite
        foreach (var vector in MemoryMarshal.Cast<float, Vector<float>>(values))
            product += vector * 0f;
        foreach (var value in values[^rest..])
            product += new Vector<float>(value * 0f);
        return Vector.EqualsAll(product, Vector<float>.Zero);
    }
}
