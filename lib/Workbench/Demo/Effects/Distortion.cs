using Workbench.Audio.Filters;

namespace Workbench.Demo.Effects;

/// <summary>
/// An overdriven amplifier: the sound is brought to a known level, driven into a soft clipper, then rounded off by the loudspeaker.
/// </summary>
/// <param name="DriveDb">How far above the clipper's knee the sound lies.</param>
/// <param name="SpeakerHertz">Where the loudspeaker stops.</param>
internal sealed record Distortion(double DriveDb, double SpeakerHertz) : IEffect
{
    /// <inheritdoc/>
    public void Apply(Span<float> samples)
    {
        var drive = Sound.Gain(DriveDb) * 0.3f / (Sound.Loudness(samples) + 1e-6f);
        var rumble = Biquad<float>.HighPass(Sound.Angle(90), Sound.FlatQ);
        var speaker = Biquad<float>.LowPass(Sound.Angle(SpeakerHertz), q: 0.9);
        foreach (ref var sample in samples)
            sample = speaker.Next(Sound.SoftClip(rumble.Next(sample) * drive));
    }
}
