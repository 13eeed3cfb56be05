using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Workbench.Foundation;

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
        using var csv = CsvReader.FromFile(path, CsvReaderOptions.Default with { Separator = ',' });
        string[] header = [.. csv.Headers.ToArray()];
        var (id, parent, title) = (Column(path, header, "genre_id"), Column(path, header, "parent"), Column(path, header, "title"));
        List<(int, int, string)> genres = [];
        while (csv.Read())
            genres.Add((Number(csv.GetString(id)), Number(csv.GetString(parent)), csv.GetString(title).Trim()));
        return new(genres);
    }

    /// <summary>Where a column stands.</summary>
    public static int Column(string path, string[] header, string name) => Array.IndexOf(header, name) is var index and >= 0 ? index
        : throw new WorkbenchException(
            $"{path}: the column {name} is missing. Take tracks.csv and genres.csv from fma_metadata.zip as they are.");

    /// <summary>The titles of a list such as <c>[12, 45]</c>; empty for a blank.</summary>
    /// <exception cref="WorkbenchException">No list of numbers.</exception>
    public ImmutableArray<string> TitlesOf(string list)
    {
        try
        {
            return list.Length == 0 ? []
                : Labels.Distinct(JsonSerializer.Deserialize<int[]>(list)!.Select(g => titles.GetValueOrDefault(g, "")));
        }
        catch (JsonException error)
        {
            throw new WorkbenchException(
                $"'{list}' is no list of genre numbers such as [12, 45]. Take tracks.csv from fma_metadata.zip as it is, or write the "
                + "names of genres with semicolons between them.", error);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
