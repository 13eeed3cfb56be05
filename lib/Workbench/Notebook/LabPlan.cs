using Workbench.Augmentation;
using Workbench.Charts;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Reports;

namespace Workbench.Notebook;

/// <summary>An augmentation of the training part before it is made, as a notebook looks at it.</summary>
/// <param name="plan">Which copies.</param>
/// <param name="colors">The colours of its genres; null for none.</param>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class LabPlan(AugmentationPlan plan, GenreColors? colors = null) : ICard
{
    /// <summary>Songs to learn from.</summary>
    public int SongCount => plan.Part.Tracks.Length;

    /// <summary>Copies that they get.</summary>
    public int CopyCount => plan.Copies.Length;

    /// <summary>Every genre: songs, copies, and both together.</summary>
    public Table Genres() => new(["genre", "songs", "copies", "after"],
        [.. plan.Labels.Select(l => (IReadOnlyList<object?>)[l.Label, l.Songs, l.Copies, l.After])])
    {
        Caption = FormattableString.Invariant($"{SongCount} songs to learn from get {CopyCount} copies"),
    };

    /// <summary>The same as bars.</summary>
    public Figure Figure() => Chart.Copies(plan, colors);

    /// <summary>The first copies: of which song, and what is done to it.</summary>
    /// <param name="count">How many.</param>
    public Table Copies(int count = 5) => new(["song", "genres", "copy", "what is done"],
        [.. plan.Copies.Take(count).Select(c =>
            (IReadOnlyList<object?>)[c.Parent.DisplayName, string.Join(", ", c.Parent.Labels), c.Number, c.Summary])]);

    DisplayTable ICard.Card => Genres().Shown;
}
