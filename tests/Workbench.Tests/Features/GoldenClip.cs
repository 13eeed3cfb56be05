using System.Text.Json;
using Workbench.Audio;
using Workbench.Tests.Reference;
using Workbench.Tests.Reference.Synthetic;

namespace Workbench.Tests.Features;

/// <summary>A clip with the arrays that librosa 0.11.0 computed from it: a synthetic one, or one of <c>../shared/data</c>.</summary>
internal sealed record GoldenClip(string Name)
{
    /// <summary>Excerpts of music; they lie in <c>../shared/data</c>.</summary>
    public static IReadOnlyList<string> Songs { get; } =
        ["classical_5", "classical_25", "electronic_1", "electronic_33", "pop_25", "rock_74"];

    /// <summary>
    /// All clips. Where <c>../shared/data</c> is absent, one row stands for the nine that lie there, and says so as it is skipped.
    /// </summary>
    public static TheoryData<string> Names =>
    [
        .. SyntheticSignals.Names,
        .. SharedData.IsThere
            ? [.. Songs, "syn_chirp_noise_clicks", "syn_plucked_scale", "sir_duke_slow"]
            : new[] { "nine clips of ../shared/data" },
    ];

    /// <summary>Whether it begins and ends with digital silence.</summary>
    public bool HasSilence => Name is "plucked_scale" or "syn_plucked_scale";

    /// <summary>Whether the repository defines it.</summary>
    public bool IsSynthetic => SyntheticSignals.Names.Contains(Name);

    /// <summary>The sound: mono, 16 bit, 22,050 Hz.</summary>
    public AudioClip Read() => IsSynthetic
        ? SyntheticSignals.Clip(22_050, SyntheticSignals.Samples(Name))
        : AudioFile.Read(SharedData.Path("golden", "librosa", "wav", $"{Name}.wav"));

    /// <summary>An array of reference values, <c>[bands, frames]</c> row-major.</summary>
    public double[] Array(string feature) => IsSynthetic
        ? ReferenceValues.Array($"librosa/{Name}.npz", feature).Values
        : NpyFile.Read(SharedData.Path("golden", "librosa", "arrays", $"{Name}.{feature}.npy")).Values;

    /// <summary>Beats a minute, as librosa finds them.</summary>
    public double Tempo()
    {
        if (IsSynthetic)
            return Array("tempo")[0];
        using var manifest = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden", "librosa", "manifest.json")));
        return manifest.RootElement.GetProperty("clips").GetProperty(Name).GetProperty("tempo").GetDouble();
    }

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
