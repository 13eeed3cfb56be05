using System.Collections.Immutable;
using System.Text.Json;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Datasets;

/// <summary>The genres of FMA, which its tables name by numbers, with the genre above each.</summary>
internal sealed class FmaGenres
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "genres.csv";

    private readonly Dictionary<int, string> titles;

    private FmaGenres(List<(int Id, int Parent, string Title)> genres)
    {
        titles = genres.ToDictionary(g => g.Id, g => g.Title);
        Parents = genres.Where(g => titles.ContainsKey(g.Parent))
            .ToImmutableSortedDictionary(g => g.Title, g => titles[g.Parent], StringComparer.Ordinal);
    }

    /// <summary>The title of the genre above each, by title; those at the top are absent.</summary>
    public ImmutableSortedDictionary<string, string> Parents { get; }

    /// <summary>Reads the columns <c>genre_id</c>, <c>parent</c> and <c>title</c>.</summary>
    /// <exception cref="WorkbenchException">A column is missing.</exception>
    public static FmaGenres Read(string path)
    {
        using var table = TableReader.Open(path);
        int At(string name) => Column(path, table.Header, name);
        var (id, parent, title) = (At("genre_id"), At("parent"), At("title"));
        List<(int, int, string)> genres = [];
        while (table.Read())
            genres.Add((table.Integer(id), table.Text(parent).Length == 0 ? 0 : table.Integer(parent), table.Text(title)));
        return genres.CountBy(g => g.Item1).FirstOrDefault(g => g.Value > 1) is { Value: > 1 } twice
            ? throw new WorkbenchException($"{path}: the genre {twice.Key} stands twice; leave one out.")
            : new(genres);
    }

    /// <summary>Where a column stands.</summary>
    public static int Column(string path, ImmutableArray<string> header, string name) => header.IndexOf(name) is var index and >= 0 ? index
        : throw new WorkbenchException(
            $"{path}: the column {name} is missing. Take tracks.csv and genres.csv from fma_metadata.zip as they are.");

    /// <summary>
    /// The titles of a list such as <c>[12, 45]</c> in a cell; empty for a blank. Numbers that are no genre's are left out.
    /// </summary>
    /// <exception cref="WorkbenchException">No list of numbers.</exception>
    public ImmutableArray<string> TitlesOf(TableReader table, int column)
    {
        try
        {
            return table.Text(column) is { Length: > 0 } list
                ? Labels.Distinct(JsonSerializer.Deserialize<double[]>(list)!.Select(number => titles.GetValueOrDefault((int)number, "")))
                : [];
        }
        catch (JsonException)
        {
            throw table.Fault(column, "is no list of genre numbers such as [12, 45]; take tracks.csv from fma_metadata.zip as it is, "
                + "or write the names of genres with semicolons between them");
        }
    }
}
