using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>Brings the bands of each frame to a norm of 1 (librosa <c>normalize</c>), for values that are not negative.</summary>
internal static class FrameNorm
{
    /// <summary>Below this a frame is silent and is left as it is: the smallest normal float32.</summary>
    private const float Tiny = 1.17549435e-38f;

    /// <summary>The largest band becomes 1.</summary>
    public static void ScaleByLargest(FrameRows rows, int tile)
    {
        var largest = Vector<float>.Zero;
        for (var band = 0; band < rows.BandCount; band++)
            largest = Vector.MaxNative(largest, rows[band, tile]);
        Divide(rows, tile, largest);
    }

    /// <summary>The bands sum to 1.</summary>
    public static void ScaleBySum(FrameRows rows, int tile)
    {
        var sum = Vector<float>.Zero;
        for (var band = 0; band < rows.BandCount; band++)
            sum += rows[band, tile];
        Divide(rows, tile, sum);
    }

    /// <summary>The bands' squares sum to 1.</summary>
    public static void ScaleByLength(FrameRows rows, int tile)
    {
        var squares = Vector<float>.Zero;
        for (var band = 0; band < rows.BandCount; band++)
            squares = Vector.MultiplyAddEstimate(rows[band, tile], rows[band, tile], squares);
        Divide(rows, tile, Vector.SquareRoot(squares));
    }

    /// <summary>1 divided by the norm; 1 in silence.</summary>
    public static Vector<float> Reciprocal(Vector<float> norm) => Vector<float>.One / OneInSilence(norm);

    /// <summary>Divided, not multiplied by a reciprocal: what equals the norm becomes 1, and a band that always does is constant.</summary>
    private static void Divide(FrameRows rows, int tile, Vector<float> norm)
    {
        var divisor = OneInSilence(norm);
        for (var band = 0; band < rows.BandCount; band++)
            rows[band, tile] /= divisor;
    }

    private static Vector<float> OneInSilence(Vector<float> norm) =>
        Vector.ConditionalSelect(Vector.LessThan(norm, new(Tiny)), Vector<float>.One, norm);
}
