namespace Workbench.Recommendation.Vectors;

/// <summary>Vectors in a byte a number, evenly spaced, and how far off that is.</summary>
internal static class Codes
{
    /// <summary>The largest code.</summary>
    public const int Largest = sbyte.MaxValue;

    // What rounding to float32 and computing in float64 may take away from the length of the rest.
    private const double Rounding = 1 + 1e-6;

    /// <summary>Encodes a vector.</summary>
    /// <param name="vector">Finite numbers.</param>
    /// <param name="codes">As many codes, -127 to 127.</param>
    public static CodeScale Encode(ReadOnlySpan<float> vector, Span<sbyte> codes)
    {
        var scale = LargestOf(vector) / Largest;
        var lost = 0.0;
        for (var i = 0; i < vector.Length; i++)
        {
            codes[i] = (sbyte)(scale > 0 ? Math.Clamp(MathF.Round(vector[i] / scale), -Largest, Largest) : 0);
            var rest = vector[i] - (double)scale * codes[i];
            lost += rest * rest;
        }
        return new(scale, (float)(Math.Sqrt(lost) * Rounding));
    }

    /// <summary>The largest absolute value.</summary>
    public static float LargestOf(ReadOnlySpan<float> vector)
    {
        var largest = 0f;
        foreach (var value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
