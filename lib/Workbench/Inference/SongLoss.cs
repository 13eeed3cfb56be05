using System.Collections.Immutable;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Inference;

/// <summary>How wrong a model is about a song whose labels are known.</summary>
/// <param name="TrackId">The song: <see cref="Datasets.Track.Id"/>.</param>
/// <param name="Labels">The labels that it has, in the order of the model.</param>
/// <param name="Answer">What the model says, by its own thresholds.</param>
/// <param name="Loss">Log loss in nats, the mean over labels: 0 is perfect. Its mean over songs is the log loss of the part.</param>
public sealed record SongLoss(string TrackId, ImmutableArray<string> Labels, SongAnswer Answer, double Loss)
{
    /// <summary>What went wrong: labels that are decided for and not there, then those that are there and not decided for.</summary>
    public ImmutableArray<LabelAnswer> Mistakes =>
        [.. Answer.Labels.Where(label => label.IsDecided != Labels.Contains(label.Label)).OrderByDescending(label => label.IsDecided)];

    /// <summary>
    /// The mistakes in words, for instance <c>Pop 0.91 (wrong), Rock 0.04 (missed)</c>; where every decision is right, the likeliest label.
    /// </summary>
    public string InWords => Mistakes.IsEmpty ? $"{Said(Answer.Labels[0])}, every decision is right"
        : string.Join(", ", Mistakes.Select(label => $"{Said(label)} ({(label.IsDecided ? "wrong" : "missed")})"));

    /// <summary>The songs with the highest losses, highest first, equal ones in the order of the predictions.</summary>
    /// <param name="model">Whose thresholds decide.</param>
    /// <param name="predictions">What it said, in probabilities.</param>
    /// <param name="count">How many at most, at least 1.</param>
    /// <exception cref="WorkbenchException"><paramref name="count"/> is below 1, or a score is no probability.</exception>
    public static ImmutableArray<SongLoss> Top(TrainedModel model, Predictions predictions, int count)
    {
        if (count < 1)
            throw new WorkbenchException($"Count {count} must be >= 1; 5 is usual.");
        ProbabilityScores.RequireProbabilities(predictions);
        return [.. Enumerable.Range(0, predictions.TrackIds.Length)
            .Select(row => (Row: row, Loss: ProbabilityScores.LogLossOf(predictions.Truth.Row(row), predictions.Scores.Row(row))))
            .OrderByDescending(song => song.Loss)
            .Take(count)
            .Select(song => new SongLoss(predictions.TrackIds[song.Row],
                [.. predictions.LabelNames.Where((_, label) => predictions.Truth[song.Row, label])],
                model.Answer(predictions.TrackIds[song.Row], predictions.Scores.Row(song.Row)), song.Loss))];
    }

    private static string Said(LabelAnswer label) => FormattableString.Invariant($"{label.Label} {label.Probability:0.00}");
}
