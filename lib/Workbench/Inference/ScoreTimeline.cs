using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Evaluation;
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
        var hearsSegments = model.Members is [{ Spec.SegmentFrames: not null }];
        var windows = hearsSegments ? SongWindows.OfSegments(model, song, WindowsPerSegment, work)
            : SongWindows.OfSeconds(model, song, SongWindowSeconds, SongHopSeconds, work);
        return new(windows.Seconds, windows.Centers, model.Predict(windows.Songs, work), hearsSegments);
    }
}
