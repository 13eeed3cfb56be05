namespace Workbench.Features.Analysis;

/// <summary>Frequencies on the scale of octaves.</summary>
internal static class Pitch
{
    /// <summary>Octaves above A0 = 27.5 Hz (librosa <c>hz_to_octs</c>).</summary>
    public static double Octave(double hz) => Math.Log2(hz / 27.5);

    /// <inheritdoc cref="Octave(double)"/>
    public static float Octave(float hz) => MathF.Log2(hz / 27.5f);
}
