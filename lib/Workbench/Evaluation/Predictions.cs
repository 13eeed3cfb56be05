using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>What a model said about tracks whose labels are known: all that evaluating it needs.</summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public class Predictions : ICard
{
    private const int ShownRows = 20;

    /// <summary>Puts names, truth and scores together.</summary>
    /// <param name="labelNames">Distinct names of the columns.</param>
    /// <param name="trackIds">Names of the rows: <see cref="Track.Id"/>.</param>
    /// <param name="groups">What the rows belong to: <see cref="Track.Group"/>, the artist where known.</param>
    /// <param name="truth"><c>[tracks, labels]</c>.</param>
    /// <param name="scores"><c>[tracks, labels]</c>, finite.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="WorkbenchException">There is no track, a label stands twice, or a score is NaN or infinite.</exception>
    public Predictions(ImmutableArray<string> labelNames, ImmutableArray<string> trackIds, ImmutableArray<string> groups,
        LabelMatrix truth, ScoreMatrix scores)
    {
        var expected = (trackIds.Length, labelNames.Length);
        if ((truth.RowCount, truth.LabelCount) != expected || (scores.RowCount, scores.LabelCount) != expected)
            throw new ArgumentException($"{trackIds.Length} tracks and {labelNames.Length} labels, but truth [{truth.RowCount}, "
                + $"{truth.LabelCount}] and scores [{scores.RowCount}, {scores.LabelCount}].");
        if (groups.Length != trackIds.Length)
            throw new ArgumentException($"{trackIds.Length} tracks and {groups.Length} groups: there must be one group a track.",
                nameof(groups));
        if (trackIds.IsEmpty || labelNames.IsEmpty)
            throw new WorkbenchException($"{trackIds.Length} tracks and {labelNames.Length} labels: predictions need at least one of each. "
                + "Choose a part that is not empty.");
        if (labelNames.CountBy(name => name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"The label {twice} stands twice; labels must be distinct.");
        scores.RequireFinite(row => trackIds[row], label => labelNames[label]);
        (LabelNames, TrackIds, Groups, Truth, Scores) = (labelNames, trackIds, groups, truth, scores);
    }

    /// <summary>Puts an evaluated part and its scores together.</summary>
    /// <param name="part">The tracks.</param>
    /// <param name="vocabulary">The labels, in the order of the scores.</param>
    /// <param name="scores"><c>[tracks, labels]</c>, finite.</param>
    public Predictions(SplitPart part, LabelVocabulary vocabulary, ScoreMatrix scores)
        : this(vocabulary.Names, [.. part.Tracks.Select(t => t.Id)], [.. part.Tracks.Select(t => t.Group)],
            vocabulary.Encode(part.Tracks), scores)
    {
    }

    /// <summary>Names of the columns.</summary>
    public ImmutableArray<string> LabelNames { get; }

    /// <summary>Names of the rows.</summary>
    public ImmutableArray<string> TrackIds { get; }

    /// <summary>What the rows belong to, usually artists: songs of one group err together, so intervals draw whole groups.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>Which tracks have which labels.</summary>
    public LabelMatrix Truth { get; }

    /// <summary>What the model said, usually probabilities from 0 to 1.</summary>
    public ScoreMatrix Scores { get; }

    /// <summary>
    /// Writes the table of predictions: one line a track, with the columns <c>track</c>, <c>group</c> (the artist where known),
    /// <c>truth:LABEL</c> (0 or 1) for every label, then <c>score:LABEL</c> for every label in the same order.
    /// </summary>
    /// <param name="path">Where it shall stand; it is whole or absent.</param>
    public void WriteCsv(string path) => PredictionsCsv.Write(path, this);

    /// <summary>Reads what <see cref="WriteCsv"/> wrote, to the last bit.</summary>
    /// <exception cref="WorkbenchException">The file is absent or is no such table; the message names the line and column.</exception>
    public static Predictions ReadCsv(string path) => PredictionsCsv.Read(path);

    /// <summary>The first songs: which genres they have, and what was said of each.</summary>
    DisplayTable ICard.Card => new(["song", "has", .. LabelNames],
        [.. Enumerable.Range(0, Math.Min(ShownRows, TrackIds.Length)).Select(row => (IReadOnlyList<object?>)
        [
            TrackIds[row], string.Join(", ", LabelNames.Where((_, label) => Truth[row, label])),
            .. LabelNames.Select((_, label) => (object?)Math.Round(Scores[row, label], 3)),
        ])])
    {
        Caption = $"{(TrackIds.Length > ShownRows ? $"the first {ShownRows} of " : "")}{Counted.Of(TrackIds.Length, "song")}",
    };
}
