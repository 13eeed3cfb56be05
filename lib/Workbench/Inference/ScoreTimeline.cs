using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Inference;

/// <summary>
/// What a model says to one song from its beginning to its end: its scores for windows that follow each other closely. A model that hears
/// segments hears each window as a segment. A model of whole songs, or an ensemble, knows no moments: it hears each window of five seconds
/// as if that were the song, which is no more than a hint.
/// </summary>
/// <param name="WindowSeconds">Length of a window in seconds.</param>
/// <param name="Centers">The middle of each window, in seconds from the song's beginning, evenly spaced.</param>
/// <param name="Scores">The probabilities, <c>[windows, labels]</c>, 0 to 1.</param>
/// <param name="HearsSegments">Whether the model was trained to hear windows of this length.</param>
public sealed record ScoreTimeline(double WindowSeconds, ImmutableArray<double> Centers, ScoreMatrix Scores, bool HearsSegments)
{
    private const int WindowsPerSegment = 8;
    private const double SongWindowSeconds = 5, SongHopSeconds = 0.5;

    /// <summary>Listens to a song window by window.</summary>
    /// <param name="model">Who listens.</param>
    /// <param name="song">One channel at the model's sample rate.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">The model was trained on a table, not on sound.</exception>
    public static ScoreTimeline Of(TrainedModel model, AudioClip song, Work? work = null)
    {
        work ??= Work.Default;
        model.RequireSound();
        return model.Members is [{ Spec.SegmentFrames: { } frames }] ? OfSegments(model, song, frames, work) : OfSongs(model, song, work);
    }

    private static ScoreTimeline OfSegments(TrainedModel model, AudioClip song, int segmentFrames, Work work)
    {
        var frames = new FeatureExtractor(model.Features).Extract(song, work);
        var frameSeconds = model.Features.FrameSeconds;
        var starts = Starts(frames.RowCount, segmentFrames, Math.Max(1, segmentFrames / WindowsPerSegment));
        return new(segmentFrames * frameSeconds, Middles(starts, segmentFrames, frameSeconds), Predict(model, starts.Select(start =>
            (SongFeatures)new ClipFrames(frames.Rows([.. Enumerable.Range(start, Math.Min(segmentFrames, frames.RowCount))]))), work),
            HearsSegments: true);
    }

    private static ScoreTimeline OfSongs(TrainedModel model, AudioClip song, Work work)
    {
        var length = (int)(SongWindowSeconds * song.SampleRate);
        var starts = Starts(song.SampleCount, length, (int)(SongHopSeconds * song.SampleRate));
        return new(SongWindowSeconds, Middles(starts, length, 1.0 / song.SampleRate), Predict(model, starts.Select(start =>
            model.Extract(new(song.SampleRate, song.Channel(0).Slice(start, Math.Min(length, song.SampleCount)).ToArray()), work)),
            work), HearsSegments: false);
    }

    /// <summary>Where windows begin that lie within the song; of a song that is shorter than a window, at its beginning.</summary>
    private static int[] Starts(int count, int window, int hop) =>
        [.. Enumerable.Range(0, Math.Max(0, count - window) / hop + 1).Select(i => i * hop)];

    private static ImmutableArray<double> Middles(int[] starts, int window, double unit) =>
        [.. starts.Select(start => (start + window / 2.0) * unit)];

    private static ScoreMatrix Predict(TrainedModel model, IEnumerable<SongFeatures> windows, Work work)
    {
        SongFeatures[] all = [.. windows];
        return model.Predict(SongFeatures.Together([.. all[0].Parts.Select((_, part) =>
            (SongFeatures)new JoinedSongs([.. all.Select(window => (window.Parts[part], 0))]))]), work);
    }
}
