using NWaves.Signals;
using Workbench.Audio;

namespace Workbench.Bridges;

/// <summary>
/// Sound to and from NWaves, whose <see cref="DiscreteSignal"/> is one channel. Samples are copied, and stay the same numbers.
/// </summary>
public static class SignalConversion
{
    /// <summary>A clip as one signal: several channels are averaged, as where features are extracted.</summary>
    /// <param name="clip">Any number of channels.</param>
    public static DiscreteSignal ToSignal(this AudioClip clip) => clip.ToMono().ToSignals()[0];

    /// <summary>A clip as one signal a channel, the left one first.</summary>
    /// <param name="clip">Any number of channels.</param>
    public static DiscreteSignal[] ToSignals(this AudioClip clip) =>
        [.. Enumerable.Range(0, clip.ChannelCount).Select(c => new DiscreteSignal(clip.SampleRate, clip.Channel(c).ToArray()))];

    /// <summary>A signal as a clip of one channel.</summary>
    /// <param name="signal">Any number of samples, at a whole rate.</param>
    public static AudioClip ToClip(this DiscreteSignal signal) => new[] { signal }.ToClip();

    /// <summary>Signals as the channels of one clip, the left one first.</summary>
    /// <param name="signals">At least one, all of one length and sample rate.</param>
    /// <exception cref="ArgumentException">None, or signals of different lengths or sample rates.</exception>
    public static AudioClip ToClip(this IEnumerable<DiscreteSignal> signals)
    {
        DiscreteSignal[] channels = [.. signals];
        if (channels.Length == 0)
            throw new ArgumentException("A clip needs at least one signal; give one a channel.", nameof(signals));
        foreach (var signal in channels)
            if (signal.SamplingRate != channels[0].SamplingRate || signal.Length != channels[0].Length)
                throw new ArgumentException(FormattableString.Invariant(
                    $"A signal of {signal.Length} samples at {signal.SamplingRate} Hz and one of {channels[0].Length} at ")
                    + FormattableString.Invariant($"{channels[0].SamplingRate} Hz make no clip; bring all to one rate and length."),
                    nameof(signals));
        return new(channels[0].SamplingRate, [.. channels.Select(signal => (float[])signal.Samples.Clone())]);
    }
}
