using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Training.Layers;

/// <summary>Vectors that may reach beyond the end of what they are read from or written to, so that loops need no second one for the rest.</summary>
internal static unsafe class PartialVector
{
    /// <summary>A vector of the first values; 0 where there are none.</summary>
    /// <param name="source">The values.</param>
    /// <param name="count">How many there are, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source, int count) => count >= Vector<float>.Count ? Vector.Load(source) : LoadFew(source, count);

    /// <summary>Writes the first values of a vector.</summary>
    /// <param name="vector">The values.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="count">How many there is room for, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(this Vector<float> vector, float* target, int count)
    {
        if (count >= Vector<float>.Count)
            vector.Store(target);
        else
            StoreFew(vector, target, count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<float> LoadFew(float* source, int count)
    {
        var values = Vector<float>.Zero;
        for (var i = 0; i < count; i++)
            values = values.WithElement(i, source[i]);
        return values;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreFew(Vector<float> vector, float* target, int count)
    {
        for (var i = 0; i < count; i++)
            target[i] = vector[i];
    }
}
