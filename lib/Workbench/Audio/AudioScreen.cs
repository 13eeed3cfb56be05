namespace Workbench.Audio;

/// <summary>Tells whether a clip is worth learning from, before features are taken from it.</summary>
internal static class AudioScreen
{
    /// <summary>Shorter clips are rejected, in seconds.</summary>
    public const double MinimumSeconds = 1;

    /// <summary>A clip whose largest sample stays below this (-80 dB of full scale) is silent.</summary>
    public const float SilentPeak = 1e-4f;

    /// <summary>
    /// A clip needs this much sound, in seconds: half a second of music in a minute of silence says nothing of its genre.
    /// </summary>
    public const double MinimumSoundSeconds = 0.5;

    /// <summary>A frame sounds if its root mean square is at least this (-60 dB of full scale).</summary>
    public const float SoundingRms = 1e-3f;

    /// <summary>Length of the frames that are evaluated, in seconds; the last one may be shorter.</summary>
    public const double FrameSeconds = 0.025;

    /// <summary>Looks for what makes a clip useless: samples that are no numbers, too short, or (almost) silent.</summary>
    /// <param name="mono">One channel, at any sample rate.</param>
    /// <returns>The reason to leave it out, as the end of a sentence that begins with the file's name; null if it is fine.</returns>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static string? Reject(AudioClip mono)
    {
        if (mono.ChannelCount != 1)
            throw new ArgumentException($"The clip has {mono.ChannelCount} channels; one is needed. Use {nameof(AudioClip.ToMono)}.",
                nameof(mono));
        var samples = mono.Channel(0);
        if (samples.Length == 0)
            return "has no samples";
        var peak = 0f;
        for (var i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
                return FormattableString.Invariant(
                    $"has a sample that is no finite number ({samples[i]} at {(double)i / mono.SampleRate:F3} s)");
            peak = Math.Max(peak, Math.Abs(samples[i]));
        }
        if (mono.DurationSeconds < MinimumSeconds)
            return FormattableString.Invariant($"is too short: {mono.DurationSeconds:F3} s, at least {MinimumSeconds} s are needed");
        if (peak < SilentPeak)
            return FormattableString.Invariant($"is silent: its peak is {peak:G3}, at least {SilentPeak:G3} (-80 dB) is needed");
        var sounding = SoundingSeconds(mono);
        return sounding < MinimumSoundSeconds
            ? FormattableString.Invariant(
                $"is almost silent: {sounding:F3} s of it are above -60 dB, at least {MinimumSoundSeconds} s are needed")
            : null;
    }

    private static double SoundingSeconds(AudioClip mono)
    {
        var samples = mono.Channel(0);
        var frameLength = Math.Max(1, (int)(FrameSeconds * mono.SampleRate));
        var sounding = 0L;
        for (var start = 0; start < samples.Length; start += frameLength)
        {
            var frame = samples[start..Math.Min(start + frameLength, samples.Length)];
            var energy = 0.0;
            foreach (var sample in frame)
                energy += (double)sample * sample;
            if (energy >= (double)SoundingRms * SoundingRms * frame.Length)
                sounding += frame.Length;
        }
        return (double)sounding / mono.SampleRate;
    }
}
