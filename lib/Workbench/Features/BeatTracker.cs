using Workbench.Audio;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Finds the tempo of a clip and its beats (librosa <c>beat_track</c> with its defaults; Ellis, "Beat tracking by dynamic
/// programming", 2007). The tempo is one for the whole clip, tempi near 120 being preferred; the beats lie where
/// the <see cref="OnsetStrength"/> is large and about a beat's time apart.
/// <code>var beats = new BeatTracker().Track(AudioFile.ReadMono(path, 22_050));</code>
/// One instance serves any number of clips and threads.
/// </summary>
public sealed class BeatTracker
{
    private readonly FeatureExtractor onsets;
    private readonly TempoEstimator tempi;
    private readonly double frameSeconds;

    /// <summary>Makes a tracker.</summary>
    /// <param name="spec">Sample rate, FFT length and hop (the features are ignored); <see cref="FeatureSpec.Default"/> if null.</param>
    /// <exception cref="InvalidSpecException">The spec is not valid for <see cref="Tempo"/>.</exception>
    public BeatTracker(FeatureSpec? spec = null)
    {
        spec = (spec ?? FeatureSpec.Default) with { Features = [new Tempo()], Statistics = [] };
        spec.Validate();
        onsets = new(spec with { Features = [new OnsetStrength(Statistic.Median)] });
        tempi = new(spec);
        frameSeconds = (double)spec.HopLength / spec.SampleRate;
    }

    /// <summary>Tracks the beats of one clip; several channels are averaged first.</summary>
    /// <param name="clip">Sound at the spec's sample rate.</param>
    /// <param name="work">What stops the search in a long clip; null for <see cref="Work.Default"/>.</param>
    /// <returns>Tempo and beats; 0 and none for a clip without onsets, such as silence or less than a few frames.</returns>
    /// <exception cref="WorkbenchException">The clip has another sample rate, no samples, or samples that are not finite.</exception>
    public Beats Track(AudioClip clip, Work? work = null)
    {
        var envelope = onsets.Extract(clip, work).Values;
        if (!envelope.ContainsAnyExcept(0))
            return new(0, [], frameSeconds);
        var lag = tempi.GlobalLag(envelope);
        return new(tempi.BeatsPerMinute(lag), [.. BeatPath.Find(envelope, lag)], frameSeconds);
    }
}
