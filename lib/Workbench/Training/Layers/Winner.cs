using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Training.Layers;

/// <summary>
/// The largest value of a window, for a vector of channels. Of equal values the first wins, as in PyTorch; so does NaN, so that
/// divergence is seen.
/// </summary>
/// <param name="value">The first value.</param>
/// <param name="source">What it was made of.</param>
internal struct Winner(Vector<float> value, Vector<float> source)
{
    /// <summary>The largest value so far.</summary>
    public Vector<float> Value { get; private set; } = value;

    /// <summary>What it was made of.</summary>
    public Vector<float> Source { get; private set; } = source;

    /// <summary>Its index in the window.</summary>
    public Vector<int> Place { get; private set; }

    /// <summary>Looks at the next value of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Challenge(Vector<float> value, Vector<float> source, int place)
    {
        var isLarger = IsLarger(value, Value);
        Value = Vector.ConditionalSelect(isLarger, value, Value);
        Source = Vector.ConditionalSelect(isLarger, source, Source);
        Place = Vector.ConditionalSelect(isLarger, new Vector<int>(place), Place);
    }

    /// <summary>The value where this place won, 0 elsewhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Vector<float> At(int place, Vector<float> value) =>
        Vector.ConditionalSelect(Vector.AsVectorSingle(Vector.Equals(Place, new Vector<int>(place))), value, Vector<float>.Zero);

    /// <summary>The larger values; NaN where either is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Larger(Vector<float> value, Vector<float> best) =>
        Vector.ConditionalSelect(IsLarger(value, best), value, best);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<int> IsLarger(Vector<float> value, Vector<float> best) =>
        Vector.GreaterThan(value, best) | ~Vector.Equals(value, value);
}
