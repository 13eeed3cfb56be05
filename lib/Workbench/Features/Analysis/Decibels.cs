using System.Numerics;

namespace Workbench.Features.Analysis;

/// <summary>Power in decibels (librosa <c>power_to_db</c> with ref = 1, amin = 1e-10, top_db = 80).</summary>
internal static class Decibels
{
    /// <summary>Powers below this count as this.</summary>
    public const float Amin = 1e-10f;

    private const float TopDb = 80;

    /// <summary>10 log10 of the power, before <see cref="LimitRange"/>.</summary>
    public static Vector<float> FromPower(Vector<float> power) =>
        Vector.Log(Vector.MaxNative(power, new(Amin))) * (float)(10 / Math.Log(10));

    /// <summary>Raises what lies more than 80 dB below the largest value of the clip.</summary>
    public static void LimitRange(FrameRows rows)
    {
        var largest = new Vector<float>(float.NegativeInfinity);
        foreach (var tile in rows.Tiles)
            largest = Vector.MaxNative(largest, tile);
        var floor = float.NegativeInfinity;
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            floor = Math.Max(floor, largest[lane] - TopDb);
        foreach (ref var tile in rows.Tiles)
            tile = Vector.MaxNative(tile, new(floor));
    }
}
