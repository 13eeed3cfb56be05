using Workbench.Audio;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Features;

/// <summary>A clip with the arrays that librosa 0.11.0 computed from it.</summary>
internal sealed record GoldenClip(string Name)
{
    public static TheoryData<string> Names =>
    [
        "classical_5", "classical_25", "electronic_1", "electronic_33", "pop_25", "rock_74", "syn_chirp_noise_clicks",
        "syn_plucked_scale", "sir_duke_slow",
    ];

    /// <summary>The sound: mono, 16 bit, 22,050 Hz.</summary>
    public AudioClip Read() => AudioFile.Read(SharedData.Path("golden", "librosa", "wav", $"{Name}.wav"));

    /// <summary>An array of reference values, <c>[bands, frames]</c> row-major.</summary>
    public double[] Array(string feature) => NpyFile.Read(SharedData.Path("golden", "librosa", "arrays", $"{Name}.{feature}.npy")).Values;

    /// <summary>
    /// The frames with sound, an RMS above 1e-4, that have none but such frames about them: all, but of a clip with digital silence.
    /// </summary>
    /// <param name="reach">How many frames before and after must sound.</param>
    public int[] SoundingFrames(int reach)
    {
        var loudness = Array("rms");
        return [.. Enumerable.Range(0, loudness.Length)
            .Where(frame => loudness[Math.Max(0, frame - reach)..Math.Min(loudness.Length, frame + reach + 1)].All(rms => rms > 1e-4))];
    }
}
