namespace Consumer;

/// <summary>What a model says of a sound.</summary>
/// <param name="Labels">Its genres.</param>
/// <param name="Probabilities">One a label.</param>
/// <param name="Thresholds">From which probability on each label is said.</param>
/// <param name="Embedding">Songs that sound alike have similar ones.</param>
internal sealed record Answer(string[] Labels, float[] Probabilities, float[] Thresholds, float[] Embedding)
{
    /// <summary>The likeliest first.</summary>
    public IEnumerable<(string Label, float Probability, float Threshold)> ByProbability() =>
        Labels.Zip(Probabilities, Thresholds).OrderByDescending(label => label.Second);
}
