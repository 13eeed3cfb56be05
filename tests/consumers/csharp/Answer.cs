namespace Consumer;

/// <summary>What a model says of a sound.</summary>
/// <param name="Labels">Its genres.</param>
/// <param name="Probabilities">One a label.</param>
/// <param name="Thresholds">From which probability on each label is said; null where the likeliest alone is.</param>
/// <param name="Embedding">Songs that sound alike have similar ones.</param>
internal sealed record Answer(string[] Labels, float[] Probabilities, float[]? Thresholds, float[] Embedding)
{
    /// <summary>The likeliest first, each with whether it is said.</summary>
    public IEnumerable<(string Label, float Probability, float? Threshold, bool IsSaid)> ByProbability() =>
        Enumerable.Range(0, Labels.Length).OrderByDescending(label => Probabilities[label]).Select((label, rank) =>
            (Labels[label], Probabilities[label], Thresholds?[label],
                Thresholds is null ? rank == 0 : Probabilities[label] >= Thresholds[label]));
}
