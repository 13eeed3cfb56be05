using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>
/// What a model said about the validation part: what thresholds, temperatures and models may be chosen by. Only the evaluation of a
/// <see cref="ValidationPart"/> makes them, so that nothing can be chosen by the test part.
/// </summary>
public sealed class ValidationPredictions : Predictions
{
    /// <summary>Puts a part and its scores together.</summary>
    /// <param name="part">The part evaluated.</param>
    /// <param name="vocabulary">The labels, in the order of the scores.</param>
    /// <param name="scores"><c>[tracks, labels]</c>.</param>
    public ValidationPredictions(ValidationPart part, LabelVocabulary vocabulary, ScoreMatrix scores) : base(part, vocabulary, scores)
    {
    }

    private ValidationPredictions(Predictions kept) : base(kept.LabelNames, kept.TrackIds, kept.Groups, kept.Truth, kept.Scores)
    {
    }

    /// <summary>Reads what a run kept of its validation part.</summary>
    internal static new ValidationPredictions ReadCsv(string path) => new(Predictions.ReadCsv(path));
}
