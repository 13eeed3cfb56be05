using Workbench.Audio;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features.Spectra;

/// <summary>
/// Harmonic-percussive separation by median filtering (Fitzgerald, 2010; librosa <c>effects.hpss</c> with its defaults: frames of
/// 2048 samples each 512, medians over 31 frames and over 31 bins, a soft mask of power 2).
/// </summary>
public static class HarmonicPercussive
{
    private const int FftLength = 2048;
    private const int HopLength = 512;

    /// <summary>Separates a clip, channel by channel. With margins of 1 the parts add up to the clip.</summary>
    /// <param name="clip">The clip. Beside the two parts it needs about 1 MB, however long the clip is.</param>
    /// <param name="harmonicMargin">
    /// How many times stronger than percussive sound must be to count as harmonic, at least 1. With margins above 1 there is a
    /// rest that belongs to neither part.
    /// </param>
    /// <param name="percussiveMargin">The reverse.</param>
    /// <param name="token">Ends the work early.</param>
    /// <returns>Two clips of the same length, rate and channels.</returns>
    /// <exception cref="WorkbenchException">A margin below 1, no samples, or samples that are not finite.</exception>
    public static HarmonicPercussiveParts Separate(
        AudioClip clip, float harmonicMargin = 1, float percussiveMargin = 1, CancellationToken token = default)
    {
        RequireMargin("Harmonic", harmonicMargin);
        RequireMargin("Percussive", percussiveMargin);
        var (harmonic, percussive) = (new float[clip.ChannelCount][], new float[clip.ChannelCount][]);
        MedianSeparation separation = new(FftLength, HopLength, harmonicMargin, percussiveMargin);
        for (var channel = 0; channel < clip.ChannelCount; channel++)
        {
            var samples = clip.Channel(channel);
            SoundCheck.Require(samples);
            InverseStft tones = new(FftLength, HopLength, samples.Length);
            InverseStft clicks = new(FftLength, HopLength, samples.Length);
            separation.Run(
                samples,
                (tile, harmonicSpectra, percussiveSpectra) =>
                {
                    tones.Add(tile, harmonicSpectra);
                    clicks.Add(tile, percussiveSpectra);
                },
                token);
            harmonic[channel] = tones.Finish(separation.FrameCount(samples.Length));
            percussive[channel] = clicks.Finish(separation.FrameCount(samples.Length));
        }
        return new(new(clip.SampleRate, harmonic), new(clip.SampleRate, percussive));
    }

    private static void RequireMargin(string name, float margin)
    {
        if (!(margin >= 1 && float.IsFinite(margin)))
            throw new WorkbenchException($"{name} margin {margin} must be >= 1; 1 parts the whole clip, 2 to 5 leave a rest.");
    }
}
