using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>How a run answered the part that its scores are told of: the test part, or the validation part while that is sealed.</summary>
/// <param name="Name">Which part: <c>test</c> or <c>validation</c>.</param>
/// <param name="Scores">How it was answered, at the threshold 0.5 or by the highest probability.</param>
/// <param name="Intervals">95 % intervals of the scores over other artists; null where the part has fewer than two artists.</param>
/// <param name="Guessing">What guessing gets there: <see cref="Scores.OfGuessing"/>.</param>
public sealed record EvaluatedPart(string Name, Scores Scores, ScoreIntervals? Intervals, Scores Guessing);
