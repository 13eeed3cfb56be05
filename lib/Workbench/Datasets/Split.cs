using System.Collections.Immutable;
using Workbench.Figures.Display;

namespace Workbench.Datasets;

/// <summary>A dataset in three parts that share no group (artist) and no recording.</summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class Split : ICard
{
    internal Split(SplitSpec spec, string hash, TrainingPart train, ValidationPart validation,
        SealedTest test, ImmutableArray<string> notes)
    {
        Spec = spec;
        Hash = hash;
        Train = train;
        Validation = validation;
        Test = test;
        Notes = notes;
    }

    /// <summary>What is asked of a model: one label a song where every song that is learned from or chosen by has exactly one.</summary>
    public ClassificationTask Task => ClassificationTasks.Of([.. Train.Tracks, .. Validation.Tracks]);

    /// <summary>How it was drawn.</summary>
    public SplitSpec Spec { get; }

    /// <summary>SHA-256 of which recordings are in which part: two splits with this in common are the same split.</summary>
    public string Hash { get; }

    /// <summary>What everything is fitted from.</summary>
    public TrainingPart Train { get; }

    /// <summary>What choices are made by.</summary>
    public ValidationPart Validation { get; }

    /// <summary>What the chosen model is evaluated on; opening it is counted.</summary>
    public SealedTest Test { get; }

    /// <summary>What could not be done as asked, for instance a label with too few artists to be in every part.</summary>
    public ImmutableArray<string> Notes { get; }

    DisplayTable ICard.Card => ToTable();

    /// <summary>A row a part: songs, artists, and how many songs have each genre; of the test part its size alone.</summary>
    internal DisplayTable ToTable()
    {
        string[] genres = [.. Train.Tracks.Concat(Validation.Tracks).SelectMany(t => t.Labels).CountBy(label => label)
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => count.Key)];
        IReadOnlyList<object?> Row(string name, SplitPart part) =>
            [name, part.Tracks.Length, part.Tracks.Select(t => t.Group).Distinct().Count(),
                .. genres.Select(genre => (object?)part.Tracks.Count(t => t.Labels.Contains(genre)))];
        return new(["part", "songs", "artists", .. genres],
            [Row("training", Train), Row("validation", Validation), ["test (sealed)", Test.Count, .. new object?[genres.Length + 1]]]);
    }
}
