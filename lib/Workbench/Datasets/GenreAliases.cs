using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CsvHelper;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// What genre tags mean: other spellings of a genre become its one name, and a tag that lists several is taken apart. Names that hold a
/// separator themselves (<c>Drum &amp; Bass</c>, <c>R&amp;B/Soul</c>) win over taking apart.
/// </summary>
/// <remarks>
/// The table is a CSV file with the columns <c>genre</c> and <c>aliases</c> (separated by semicolons); the library carries
/// <c>data/genre-aliases.csv</c>. Upper case, hyphens, blanks and <c>&amp;</c> for <c>and</c> make no difference and need no alias.
/// </remarks>
internal sealed partial class GenreAliases
{
    /// <summary>The name of a table of one's own, in the folder of a music library.</summary>
    public const string FileName = "genre-aliases.csv";

    private static readonly string[] Header = ["genre", "aliases"];

    private readonly FrozenDictionary<string, string> genres;

    private GenreAliases(IEnumerable<KeyValuePair<string, string>> genres) =>
        this.genres = genres.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The table that the library carries.</summary>
    public static GenreAliases Shipped { get; } = new(Parse(CsvReader.FromText(ShippedTable.Read(FileName), Options), FileName));

    private static CsvReaderOptions Options => CsvReaderOptions.Default with { Separator = ',' };

    /// <summary>The table that the library carries and, stronger than it, the one in a folder, where there is one.</summary>
    /// <param name="folder">The folder of a music library.</param>
    /// <exception cref="WorkbenchException">The folder's table lacks a column, or gives one alias to two genres.</exception>
    public static GenreAliases Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return Shipped;
        var own = Parse(CsvReader.FromFile(path, Options), path);
        return new(own.Concat(Shipped.genres.Where(g => !own.ContainsKey(g.Key))));
    }

    /// <summary>The genres that a tag names, in its order; the tag itself, trimmed, where nothing is known of it.</summary>
    public ImmutableArray<string> Read(string tag)
    {
        var pieces = StrongPattern().Split(tag); // separators stand at the odd places
        var found = ImmutableArray.CreateBuilder<string>();
        for (int start = 0, length; start < pieces.Length; start += length + 1)
        {
            for (length = pieces.Length - start; length > 1 && !genres.ContainsKey(Key(Join(start, length))); length -= 2) { }
            found.AddRange(ReadOne(Join(start, length).Trim()));
        }
        return [.. found.Where(name => name.Length > 0).Distinct()];

        string Join(int start, int length) => string.Concat(pieces.AsSpan(start, length));
    }

    /// <summary>
    /// A piece by its one name; one that is not known is taken apart at <c>&amp;</c> and its like, if every part is known.
    /// </summary>
    private string[] ReadOne(string piece)
    {
        if (genres.TryGetValue(Key(piece), out var name))
            return [name];
        var parts = WeakPattern().Split(piece);
        string[] known = [.. parts.Select(part => genres.GetValueOrDefault(Key(part))).OfType<string>()];
        return known.Length == parts.Length ? known : [piece];
    }

    private static Dictionary<string, string> Parse(CsvReader csv, string path)
    {
        using (csv)
        {
            string[] header = [.. csv.Headers.ToArray().Select(h => h.Trim().ToLowerInvariant())];
            if (Header.FirstOrDefault(name => !header.Contains(name)) is { } missing)
                throw new WorkbenchException(
                    $"{path}: the column {missing} is missing; a table of genre aliases has the columns genre and aliases (;-separated).");
            var (genre, aliases) = (Array.IndexOf(header, Header[0]), Array.IndexOf(header, Header[1]));
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            while (csv.Read())
            {
                var name = csv.GetString(genre).Trim();
                foreach (var key in csv.GetString(aliases).Split(';').Append(name).Select(Key).Where(key => key.Length > 0))
                    if (!names.TryAdd(key, name) && names[key] != name)
                        throw new WorkbenchException($"{path}: {name} and {names[key]} have an alias in common; give it to one of them.");
            }
            return names;
        }
    }

    /// <summary>What spellings of one name have in common: letters and digits, <c>and</c>, and separators as slashes.</summary>
    private static string Key(string name) =>
        string.Concat(
            StrongPattern().Replace(AndPattern().Replace(name.ToLowerInvariant(), "and"), "/")
                .Where(c => c == '/' || char.IsLetterOrDigit(c)));

    [GeneratedRegex(@"([;,/|\\\0])")]
    private static partial Regex StrongPattern();

    [GeneratedRegex(@"&|\+|\band\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WeakPattern();

    [GeneratedRegex(@"'n'|&|\+|\bn\b")]
    private static partial Regex AndPattern();
}
