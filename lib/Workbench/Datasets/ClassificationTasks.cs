using System.Globalization;

namespace Workbench.Datasets;

/// <summary>The one place that decides which task songs set, and what it is called where people read.</summary>
public static class ClassificationTasks
{
    /// <summary>The task that songs set: of a single label where every song has exactly one.</summary>
    /// <param name="tracks">Those that are learned from and chosen by, with the labels that are learned.</param>
    public static ClassificationTask Of(params IEnumerable<Track> tracks) =>
        tracks.All(track => track.Labels.Length == 1) ? ClassificationTask.SingleLabel : ClassificationTask.MultiLabel;

    /// <summary>What is predicted, in words: <c>one of 4 genres</c>, or <c>8 genres, several a song</c>.</summary>
    /// <param name="task">The task.</param>
    /// <param name="labelCount">Number of labels.</param>
    public static string InWords(this ClassificationTask task, int labelCount) => task == ClassificationTask.SingleLabel
        ? string.Create(CultureInfo.InvariantCulture, $"one of {labelCount} genres")
        : string.Create(CultureInfo.InvariantCulture, $"{labelCount} genres, several a song");
}
