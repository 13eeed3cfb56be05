namespace Workbench.Audio;

/// <summary>Tells whether a clip is worth learning from, before features are taken from it.</summary>
internal sealed class AudioScreen : ISampleTarget
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

    private readonly int sampleRate, frameLength;
    private readonly ISampleTarget? next;
    private long sampleCount, soundingCount, notFiniteAt;
    private float peak, notFinite;
    private double frameEnergy;
    private int frameFilled;

    /// <param name="sampleRate">Of the samples, in Hz.</param>
    /// <param name="next">Takes the samples that were looked at, up to one that is no number.</param>
    public AudioScreen(int sampleRate, ISampleTarget? next = null)
    {
        (this.sampleRate, this.next) = (sampleRate, next);
        frameLength = Math.Max(1, (int)(FrameSeconds * sampleRate));
        Clear();
    }

    /// <summary>Looks for what makes a clip useless: samples that are no numbers, too short, or (almost) silent.</summary>
    /// <param name="mono">One channel, at any sample rate.</param>
    /// <returns>The reason to leave it out, as the end of a sentence that begins with the file's name; null if it is fine.</returns>
    /// <exception cref="ArgumentException">More than one channel.</exception>
    public static string? Reject(AudioClip mono)
    {
        if (mono.ChannelCount != 1)
            throw new ArgumentException($"The clip has {mono.ChannelCount} channels; one is needed. Use {nameof(AudioClip.ToMono)}.",
                nameof(mono));
        AudioScreen screen = new(mono.SampleRate);
        screen.Append(mono.Channel(0));
        return screen.Reject();
    }

    /// <inheritdoc/>
    public void Clear()
    {
        (sampleCount, soundingCount, notFiniteAt, peak, frameEnergy, frameFilled) = (0, 0, -1, 0, 0, 0);
        next?.Clear();
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<float> samples)
    {
        for (var left = samples; !left.IsEmpty && notFiniteAt < 0;)
        {
            var taken = Math.Min(left.Length, frameLength - frameFilled);
            Measure(left[..taken]);
            left = left[taken..];
        }
        if (notFiniteAt < 0)
            next?.Append(samples);
    }

    /// <summary>Takes in samples of one frame.</summary>
    private void Measure(ReadOnlySpan<float> samples)
    {
        var (loudest, energy) = (peak, frameEnergy);
        foreach (var sample in samples)
        {
            loudest = Math.Abs(sample) > loudest ? Math.Abs(sample) : loudest;
            energy += (double)sample * sample;
        }
        if (!double.IsFinite(energy)) // which the square of no finite sample makes it
        {
            var index = 0;
            while (float.IsFinite(samples[index]))
                index++;
            (notFiniteAt, notFinite) = (sampleCount + index, samples[index]);
            return;
        }
        (peak, frameEnergy) = (loudest, energy);
        sampleCount += samples.Length;
        frameFilled += samples.Length;
        if (frameFilled == frameLength)
            EndFrame();
    }

    /// <summary>What <see cref="Reject(AudioClip)"/> gives, of the samples that came; no more come.</summary>
    public string? Reject()
    {
        if (notFiniteAt >= 0)
            return FormattableString.Invariant(
                $"has a sample that is no finite number ({notFinite} at {(double)notFiniteAt / sampleRate:F3} s)");
        if (sampleCount == 0)
            return "has no samples";
        var duration = (double)sampleCount / sampleRate;
        if (duration < MinimumSeconds)
            return FormattableString.Invariant($"is too short: {duration:F3} s, at least {MinimumSeconds} s are needed");
        if (peak < SilentPeak)
            return FormattableString.Invariant($"is silent: its peak is {peak:G3}, at least {SilentPeak:G3} (-80 dB) is needed");
        EndFrame();
        var sounding = (double)soundingCount / sampleRate;
        return sounding < MinimumSoundSeconds
            ? FormattableString.Invariant(
                $"is almost silent: {sounding:F3} s of it are above -60 dB, at least {MinimumSoundSeconds} s are needed")
            : null;
    }

    private void EndFrame()
    {
        if (frameEnergy >= (double)SoundingRms * SoundingRms * frameFilled)
            soundingCount += frameFilled;
        (frameEnergy, frameFilled) = (0, 0);
    }
}
