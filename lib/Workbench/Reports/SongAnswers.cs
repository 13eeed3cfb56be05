using System.Collections.Immutable;
using System.Globalization;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Figures.Display;
using Workbench.Inference;

namespace Workbench.Reports;

/// <summary>What a model says of songs: of one shown as a bar a genre, of several as a table; with the files that cannot be read.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<SongAnswers>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class SongAnswers : IDisplayable<SongAnswers>
{
    private readonly GenreColors? colors;
    private readonly Lazy<string> folder;

    internal SongAnswers(ImmutableArray<SongAnswer> songs, ImmutableArray<SkippedFile> unreadable, GenreColors? colors)
    {
        (Songs, Unreadable, this.colors) = (songs, unreadable, colors);
        folder = new(CommonFolder);
    }

    /// <summary>The answers, in the order of the files.</summary>
    public ImmutableArray<SongAnswer> Songs { get; }

    /// <summary>The files and folders that cannot be read, and why.</summary>
    public ImmutableArray<SkippedFile> Unreadable { get; }

    /// <summary>
    /// Of one song a row a genre, with what each member of an ensemble says; of several a row a song, with the genres that are decided for
    /// and their probabilities.
    /// </summary>
    public Table Table() => Songs is [var only]
        ? new(["genre", "probability", "threshold", "decided", .. only.Members.Select(member => $"says {member.Model}")],
            [.. only.Labels.Select((label, i) => (IReadOnlyList<object?>)[label.Label, label.Probability, label.Threshold,
                label.IsDecided ? "yes" : "", .. only.Members.Select(member => (object?)member.Probabilities[i])])])
        {
            Caption = NameOf(only),
        }
        : new(["song", "decided", "likeliest", "probability"], [.. Songs.Select(song =>
            (IReadOnlyList<object?>)[NameOf(song), string.Join(", ", song.Decided), song.Labels[0].Label, song.Labels[0].Probability])])
        {
            Caption = string.Create(CultureInfo.InvariantCulture, $"{Songs.Length} songs"),
        };

    /// <summary>The table, and what cannot be read.</summary>
    public override string ToString() => string.Join("\n\n", Tables().Select(table => table.ToString()));

    static IReadOnlyDictionary<string, Func<SongAnswers, string>> IDisplayable<SongAnswers>.Forms { get; } =
        new Dictionary<string, Func<SongAnswers, string>>
        {
            [MimeType.Html] = answers => string.Concat(answers.Tables().Select(table => table.ToHtml())
                .Prepend(answers.Songs is [var only] ? Chart.SongGenres(only, answers.NameOf(only), answers.colors).ToSvg() : "")),
            [MimeType.PlainText] = answers => answers.ToString(),
        };

    /// <summary>A song's path from the folder that all have in common: short, and the same on every machine.</summary>
    private string NameOf(SongAnswer song) => Path.GetRelativePath(folder.Value, song.Song);

    private string CommonFolder()
    {
        var common = Path.GetDirectoryName(Path.GetFullPath(Songs[0].Song));
        while (common is not null && Songs.Any(song => Path.GetRelativePath(common, song.Song).StartsWith("..", StringComparison.Ordinal)))
            common = Path.GetDirectoryName(common);
        return common ?? Path.GetPathRoot(Songs[0].Song)!;
    }

    private IEnumerable<Table> Tables()
    {
        if (!Songs.IsEmpty || Unreadable.IsEmpty)
            yield return Table();
        if (!Unreadable.IsEmpty)
            yield return new(["file that cannot be read", "why"],
                [.. Unreadable.Select(file => (IReadOnlyList<object?>)[file.Path, file.Reason])]);
    }
}
