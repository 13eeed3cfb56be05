using System.Collections.Immutable;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Datasets;

/// <summary>
/// A dataset as a file of columns with their types, as <c>workbench features --out features.parquet</c> writes it: a row a song, with the
/// column that names the songs in tables of features, <c>labels</c> (lists of texts, or texts with <c>;</c> between genres) and, where
/// known, <c>path</c>, <c>artist</c>, <c>album</c>, <c>title</c>, <c>part</c> and <c>recording</c>.
/// </summary>
internal sealed class ColumnManifest
{
    private static readonly ColumnKind[] Texts = [ColumnKind.Text], TextsAndLists = [ColumnKind.TextList, ColumnKind.Text];

    private readonly ColumnTable columns;
    private readonly string path, root;

    private ColumnManifest(ColumnTable columns, string path) =>
        (this.columns, this.path, root) = (columns, path, Path.GetDirectoryName(path)!);

    /// <summary>Files with the endings of <see cref="ColumnFormats"/>.</summary>
    internal static DatasetForm Form { get; } = new(
        $"a table of features as {string.Join(" or ", ColumnFormats.Extensions)} with the columns id and labels",
        request => request.IsFile && ColumnFormats.Has(request.NameOrPath), request => Read(request.NameOrPath, request.Work));

    /// <summary>
    /// Reads a table. Songs without a label and files that do not exist are listed as skipped; if no file exists, all songs are kept, for
    /// features from a table.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="work">What stops the reading; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">It cannot be read, a needed column is missing, or a song stands twice.</exception>
    public static Dataset Read(string path, Work? work = null)
    {
        var full = Path.GetFullPath(path);
        using var columns = ColumnFormats.Open(full);
        return new ColumnManifest(columns, full).Read(work ?? Work.Default);
    }

    private Dataset Read(Work work)
    {
        string[] header = [.. columns.Columns.Select(column => column.Name)];
        if (columns.RowCount == 0 || Find(CsvManifest.LabelNames, TextsAndLists) is not (>= 0 and var labels))
            throw new WorkbenchException($"{path}: {(columns.RowCount == 0 ? "no row" : "the column labels is missing")}; a dataset has a "
                + $"row a song, and its genres in the column labels. The columns are {SongTable.Shown(header)}.");
        var (names, genres) = (FeatureColumnsReader.Names(columns, SongTable.NameColumn(header), path), Genres(labels));
        if (names.CountBy(name => name, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"{path}: the song {twice} stands twice; leave one row out.");
        var paths = new ManifestPaths(root, work);
        var (files, artists, albums) = (Known(["path"]), Known(CsvManifest.ArtistNames), Known(CsvManifest.AlbumNames));
        var (titles, parts, recordings) =
            (Known(CsvManifest.TitleNames), Known(CsvManifest.PartNames), Known(CsvManifest.RecordingNames));
        var tracks = names.Select((name, row) => new Track
        {
            Id = name,
            AudioPath = paths.PathOf(files[row] ?? name),
            Labels = genres[row],
            Artist = artists[row],
            Album = albums[row],
            Title = titles[row],
            Part = PartFile.Parse(parts[row] ?? ""),
            Recording = recordings[row] is { } recording ? $"{artists[row]}: {recording}" : null,
        });
        return LabelSpellings.Join(AudioPresence.Check(Path.GetFileName(path).Split('.')[0], root, tracks, work, paths) with
        {
            LabelOrigin = $"the column {header[labels]} of {Path.GetFileName(path)}",
        }, GenreAliases.Of(root));
    }

    private ImmutableArray<string>[] Genres(int column) => columns.Columns[column].Kind == ColumnKind.TextList
        ? [.. columns.TextLists(column).Select(list => Labels.Distinct(list))]
        : [.. columns.Texts(column).Select(text => Labels.Distinct((text ?? "").Split(';')))];

    /// <summary>A column of texts; blanks, and where it is missing all of it, are null.</summary>
    private string?[] Known(string[] names) => Find(names, Texts) is >= 0 and var column
        ? [.. columns.Texts(column).Select(text => string.IsNullOrWhiteSpace(text) ? null : text.Trim())]
        : new string?[columns.RowCount];

    private int Find(string[] names, ColumnKind[] kinds) =>
        names.Select(name => columns.Find(name, kinds)).FirstOrDefault(column => column >= 0, -1);
}
