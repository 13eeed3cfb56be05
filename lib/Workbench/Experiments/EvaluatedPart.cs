using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>How a run answered the part that its scores are told of: the test part, or the validation part while that is sealed.</summary>
/// <param name="Name">Which part: <c>test</c> or <c>validation</c>.</param>
/// <param name="Scores">How it was answered, at the threshold 0.5 or by the highest probability.</param>
/// <param name="Intervals">95 % intervals of the scores over other artists; null without <see cref="EnoughArtists"/>.</param>
/// <param name="Guessing">What guessing gets there: <see cref="Scores.OfGuessing(Predictions, Datasets.ClassificationTask)"/>.</param>
/// <param name="Artists">Artists of the part; null in runs of older versions.</param>
public sealed record EvaluatedPart(string Name, Scores Scores, ScoreIntervals? Intervals, Scores Guessing, int? Artists)
{
    /// <summary>That the scores of the part say little, in a sentence; null where there are enough artists.</summary>
    public string? TooFew => Intervals is not null ? null : FormattableString.Invariant(
        $"Too few artists to say how good the model is: the {Name} part has {Artists ?? 1} of at least {EnoughArtists.OfPart}.");
}
