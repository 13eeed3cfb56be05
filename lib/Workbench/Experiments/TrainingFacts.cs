using Workbench.Datasets;

namespace Workbench.Experiments;

/// <summary>What a <see cref="Recipe"/> looks at: sizes, of the parts that may be learned from.</summary>
/// <param name="Task">How many labels a song has.</param>
/// <param name="Songs">Songs of the training part, changed copies included.</param>
/// <param name="SongsToChooseBy">Songs of the validation part.</param>
/// <param name="Artists">Artists of the training part.</param>
/// <param name="Labels">Labels of the training part.</param>
/// <param name="Commonest">Songs of the training part with its commonest label.</param>
/// <param name="Rarest">Songs of the training part with its rarest label, at least 1.</param>
public sealed record TrainingFacts(
    ClassificationTask Task, int Songs, int SongsToChooseBy, int Artists, int Labels, int Commonest, int Rarest)
{
    /// <summary>Counts.</summary>
    /// <param name="train">What is learned from.</param>
    /// <param name="copies">Changed copies that are learned from as well.</param>
    /// <param name="validation">What is chosen by.</param>
    public static TrainingFacts Of(TrainingPart train, int copies, ValidationPart validation)
    {
        int[] counts = [.. train.Tracks.SelectMany(track => track.Labels).CountBy(label => label).Select(count => count.Value)];
        return new(ClassificationTasks.Of([.. train.Tracks, .. validation.Tracks]), train.Tracks.Length + copies, validation.Tracks.Length,
            train.Tracks.Select(track => track.Group).Distinct().Count(), counts.Length,
            counts.DefaultIfEmpty(1).Max(), counts.DefaultIfEmpty(1).Min());
    }
}
