using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

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

    /// <summary>Pieces and separators of the known name with the most of them: no longer stretch of a tag need be looked up.</summary>
    private readonly int longest;

    private GenreAliases(IEnumerable<KeyValuePair<string, string>> genres)
    {
        this.genres = genres.ToFrozenDictionary(StringComparer.Ordinal);
        longest = 1 + 2 * this.genres.Keys.Max(key => key.Count(c => c == '/'));
    }

    /// <summary>The table that the library carries.</summary>
    public static GenreAliases Shipped { get; } = new(Parse(ShippedTable.Open(FileName)));

    /// <summary>The table that the library carries and, stronger than it, the one in a folder, where there is one.</summary>
    /// <param name="folder">The folder of a music library.</param>
    /// <exception cref="WorkbenchException">The folder's table lacks a column, or gives one alias to two genres.</exception>
    public static GenreAliases Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            return Shipped;
        var own = Parse(TableReader.Open(path));
        return new(own.Concat(Shipped.genres.Where(g => !own.ContainsKey(g.Key))));
    }

    /// <summary>Whether a name is a genre's, in any spelling.</summary>
    public bool Knows(string name) => genres.ContainsKey(Key(name));

    /// <summary>The genres that a tag names, in its order; the tag itself, trimmed, where nothing is known of it.</summary>
    public ImmutableArray<string> Read(string tag) => [.. Pieces(tag).Select(piece => piece.Name).Distinct()];

    /// <summary>As <see cref="Read"/>, but each genre in the spelling of the tag.</summary>
    public ImmutableArray<string> TakeApart(string tag) => [.. Pieces(tag).Select(piece => piece.Spelling).Distinct()];

    /// <summary>The one name of a genre; the spelling itself where nothing is known of it, or where it is several genres.</summary>
    public string NameOf(string spelling) => genres.GetValueOrDefault(Key(spelling), spelling);

    private IEnumerable<(string Spelling, string Name)> Pieces(string tag)
    {
        var pieces = StrongPattern().Split(tag); // separators stand at the odd places
        for (int start = 0, length; start < pieces.Length; start += length + 1)
        {
            length = Math.Min(pieces.Length - start, longest);
            while (length > 1 && !genres.ContainsKey(Key(Join(start, length))))
                length -= 2;
            foreach (var piece in ReadOne(Join(start, length).Trim()))
                yield return piece;
        }

        string Join(int start, int length) => string.Concat(pieces.AsSpan(start, length));
    }

    /// <summary>
    /// A piece by its one name; one that is not known is taken apart at <c>&amp;</c> and its like, if every part is known.
    /// </summary>
    private (string Spelling, string Name)[] ReadOne(string piece)
    {
        if (genres.TryGetValue(Key(piece), out var name))
            return [(piece, name)];
        var parts = WeakPattern().Split(piece);
        return parts.All(Knows) ? [.. parts.Select(part => (part.Trim(), NameOf(part)))] : piece.Length == 0 ? [] : [(piece, piece)];
    }

    private static Dictionary<string, string> Parse(TableReader table)
    {
        using (table)
        {
            if (Header.FirstOrDefault(name => table.Find(name) < 0) is { } missing)
                throw new WorkbenchException($"{table.Path}: the column {missing} is missing; a table of genre aliases has the columns "
                    + "genre and aliases (;-separated).");
            var (genre, aliases) = (table.Find(Header[0]), table.Find(Header[1]));
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            while (table.Read())
            {
                var name = table.Text(genre);
                foreach (var key in table.Text(aliases).Split(';').Append(name).Select(Key).Where(key => key.Length > 0))
                    if (!names.TryAdd(key, name) && names[key] != name)
                        throw new WorkbenchException(
                            $"{table.Path}: {name} and {names[key]} have an alias in common; give it to one of them.");
            }
            return names;
        }
    }

    /// <summary>What spellings of one name have in common: letters and digits, <c>and</c>, and separators as slashes.</summary>
    internal static string Key(string name) =>
        string.Concat(
            StrongPattern().Replace(AndPattern().Replace(PlainLetters.Of(name), "and"), "/")
                .Where(c => c == '/' || char.IsLetterOrDigit(c)));

    [GeneratedRegex(@"([;,/|\\\0])")]
    private static partial Regex StrongPattern();

    [GeneratedRegex(@"&|\+|\band\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WeakPattern();

    [GeneratedRegex(@"'n'|&|\+|\bn\b")]
    private static partial Regex AndPattern();
}
