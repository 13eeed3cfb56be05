using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Inference;

/// <summary>Windows of one song that follow each other closely, as a model hears them.</summary>
/// <param name="Starts">Where each begins, evenly spaced; of a song that is shorter than a window, one, at its beginning.</param>
/// <param name="Length">How long each is.</param>
/// <param name="Unit">Seconds of one of these numbers.</param>
/// <param name="Songs">The features of each, as if it were a song.</param>
internal sealed record SongWindows(ImmutableArray<int> Starts, int Length, double Unit, SongFeatures Songs)
{
    /// <summary>Length of a window in seconds.</summary>
    public double Seconds => Length * Unit;

    /// <summary>The middle of each window, in seconds from the song's beginning.</summary>
    public ImmutableArray<double> Centers => [.. Starts.Select(start => (start + Length / 2.0) * Unit)];

    /// <summary>Windows as long as the segments that a model hears.</summary>
    /// <param name="model">One network that hears segments.</param>
    /// <param name="song">One channel at its sample rate.</param>
    /// <param name="perSegment">How many begin within a segment, at least 1.</param>
    /// <param name="work">Threads, and what stops it.</param>
    public static SongWindows OfSegments(TrainedModel model, AudioClip song, int perSegment, Work work)
    {
        var length = model.Spec.SegmentFrames!.Value;
        var frames = new FeatureExtractor(model.Features).Extract(song, work);
        var starts = StartsIn(frames.RowCount, length, Math.Max(1, length / perSegment));
        return new(starts, length, model.Features.FrameSeconds, Join(starts.Select(start =>
            (SongFeatures)new ClipFrames(frames.Rows([.. Enumerable.Range(start, Math.Min(length, frames.RowCount))])))));
    }

    /// <summary>Windows of some seconds, for models of whole songs.</summary>
    public static SongWindows OfSeconds(TrainedModel model, AudioClip song, double seconds, double hopSeconds, Work work)
    {
        var length = (int)(seconds * song.SampleRate);
        var starts = StartsIn(song.SampleCount, length, (int)(hopSeconds * song.SampleRate));
        return new(starts, length, 1.0 / song.SampleRate, Join(starts.Select(start =>
            model.Extract(new(song.SampleRate, song.Channel(0).Slice(start, Math.Min(length, song.SampleCount)).ToArray()), work))));
    }

    /// <summary>Where windows begin that lie within a song; of a song that is shorter than a window, at its beginning.</summary>
    public static ImmutableArray<int> StartsIn(int count, int window, int hop) =>
        [.. Enumerable.Range(0, Math.Max(0, count - window) / hop + 1).Select(i => i * hop)];

    private static SongFeatures Join(IEnumerable<SongFeatures> windows)
    {
        SongFeatures[] all = [.. windows];
        return SongFeatures.Together([.. all[0].Parts.Select((_, part) =>
            (SongFeatures)new JoinedSongs([.. all.Select(window => (window.Parts[part], 0))]))]);
    }
}
