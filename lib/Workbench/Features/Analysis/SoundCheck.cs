using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Foundation;

namespace Workbench.Features.Analysis;

/// <summary>
/// Lets only samples through that can give no NaN and no infinity, of which the rest of the code is free: it may then use the
/// processor's own minimum and maximum, which lose NaN.
/// </summary>
internal static class SoundCheck
{
    /// <summary>Full scale is 1; lossy codecs overshoot a little. At 60 dB above full scale something else is wrong.</summary>
    private const float LoudestSample = 1000;

    /// <summary>Checks samples of a clip.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="first">Which one of the clip the first is.</param>
    /// <exception cref="WorkbenchException">There are none, or one of them is not finite or far above full scale.</exception>
    public static void Require(ReadOnlySpan<float> samples, long first = 0)
    {
        if (samples.IsEmpty)
            throw new WorkbenchException("The clip has no samples; leave it out.");
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        var sound = Vector<int>.AllBitsSet;
        foreach (var vector in vectors)
            sound &= Vector.LessThanOrEqual(Vector.Abs(vector), new(LoudestSample));
        var i = sound == Vector<int>.AllBitsSet ? vectors.Length * Vector<float>.Count : 0;
        for (; i < samples.Length; i++)
            if (!(Math.Abs(samples[i]) <= LoudestSample))
                throw new WorkbenchException(
                    $"Sample {first + i} is {samples[i]}, which is no sound (full scale is 1); decode the clip again, or leave it out.");
    }
}
