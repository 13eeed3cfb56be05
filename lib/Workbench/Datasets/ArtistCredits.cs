using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// Who the artists of a collection are, by what its songs say. One artist has many spellings (<c>The Beatles</c>, <c>BEATLES</c>,
/// <c>Beatles, The</c>; <c>Sigur Rós</c>, <c>Sigur Ros</c>), and a song may credit several (<c>Ann Lee feat. Bob</c>,
/// <c>Ann Lee; Bob</c>).
/// </summary>
/// <remarks>
/// A credit is always taken apart at semicolons, slashes with blanks round them, <c>feat.</c> and its like. Commas, <c>&amp;</c>,
/// <c>and</c>, <c>x</c> and <c>with</c> are in the names of bands as well (<c>Earth, Wind &amp; Fire</c>): there a credit is taken apart
/// only into names that another song credits too. <c>Lee, Ann</c> is Ann Lee where another song says so.
/// </remarks>
internal sealed partial class ArtistCredits
{
    private static readonly FrozenSet<string> NoArtists = new[]
    {
        "various artists", "various artist", "various", "va", "v a", "unknown artist", "unknown", "unknown artists", "no artist", "none",
        "na", "n a", "null", "nan", "artist", "anonymous", "anon", "untitled", "not available", "compilation", "diverse", "verschiedene",
        "verschiedene interpreten", "unbekannter kunstler", "unbekannt", "artistes divers", "artiste inconnu", "varios artistas", "varios",
        "artista desconocido", "artisti vari", "artista sconosciuto", "interpreti vari",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that stand for whoever else plays, and make no two bands one.</summary>
    private static readonly FrozenSet<string> Companions = new[]
    {
        "friends", "friend", "guests", "guest", "others", "family", "band", "orchestra", "choir", "chorus", "ensemble", "co", "company",
        "sons", "son", "daughters", "brothers", "sisters", "his orchestra", "her orchestra", "his band", "his friends", "more", "jr", "sr",
        "me", "you",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The credits that are known, taken apart.</summary>
    private readonly Dictionary<string, Part[]> credits;

    /// <summary>Names that are a credit, or a certain part of one.</summary>
    private readonly HashSet<string> wholes;

    /// <summary>How many different credits may name an artist.</summary>
    private readonly Dictionary<string, int> mentions;

    /// <summary>Takes in the credits of a collection.</summary>
    /// <param name="all">What its songs say; repetitions do not matter.</param>
    public ArtistCredits(IEnumerable<string> all)
    {
        credits = all.Distinct(StringComparer.Ordinal).ToDictionary(credit => credit, PartsOf, StringComparer.Ordinal);
        wholes = [.. credits.Values.SelectMany(parts => parts.Select(part => part.Whole))];
        mentions = credits.Values.Select(parts => parts.SelectMany(part => part.Names).ToHashSet(StringComparer.Ordinal))
            .Distinct(HashSet<string>.CreateSetComparer())
            .SelectMany(names => names)
            .CountBy(name => name)
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The artists that a song credits, each by its one name, in lower case; none where it names nobody.</summary>
    /// <param name="credit">What the song says; null for nothing.</param>
    public ImmutableArray<string> ArtistsOf(string? credit) => credit is null ? []
        : [.. (credits.GetValueOrDefault(credit) ?? PartsOf(credit)).SelectMany(ArtistsOf)
            .Where(name => name.Length > 0 && !NoArtists.Contains(name))
            .Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// What the spellings of one name have in common: letters and digits in lower case, without accents, without <c>the</c>,
    /// <c>&amp;</c> as <c>and</c>, words with one blank between.
    /// </summary>
    public static string Key(string name)
    {
        var text = new StringBuilder();
        foreach (var c in PlainLetters.Of(name))
        {
            if (char.IsLetterOrDigit(c))
                text.Append(c);
            else if (c is '&' or '+')
                text.Append(" and ");
            else if (c is not ('\'' or '\u2019' or '`' or '.' or '\u00B4'))
                text.Append(' ');
        }
        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["the", not "the", ..])
            words = words[1..];
        else if (words.Length > 1 && words[^1] == "the" && name.AsSpan().ContainsAny(',', '('))
            words = words[..^1];
        // A name of signs alone, as !!!, is that.
        return words.Length > 0 ? string.Join(' ', words.Select(word => word == "n" ? "and" : word)) : name.Trim().ToLowerInvariant();
    }

    /// <summary>The artists of one part of a credit, as far as other credits tell.</summary>
    private IEnumerable<string> ArtistsOf(Part part) =>
        part.Inverted is null ? [part.Whole, .. part.Pieces.Where(IsKnown)]
        : mentions.GetValueOrDefault(part.Inverted) > 1 ? [part.Inverted]
        : part.Pieces.All(wholes.Contains) ? [part.Whole, .. part.Pieces] : [part.Whole];

    private bool IsKnown(string name) => name.Length > 1 && !Companions.Contains(name) && mentions.GetValueOrDefault(name) > 1;

    private static Part[] PartsOf(string credit) =>
        [.. CertainPattern().Split(credit).Select(part => part.Trim(' ', '(', ')', '[', ']')).Where(part => part.Length > 0)
            .Select(PartOf)];

    private static Part PartOf(string part)
    {
        var pieces = UncertainPattern().Split(part);
        var isInverted = pieces is [{ } last, { } first] && part.Contains(',', StringComparison.Ordinal)
            && last.Trim().Length > 0 && first.Trim().Length > 0
            && !string.Equals(first.Trim(), "the", StringComparison.OrdinalIgnoreCase);
        return new(Key(part), isInverted ? Key($"{pieces[1]} {pieces[0]}") : null,
            pieces.Length == 1 ? [] : [.. pieces.Select(Key).Where(name => name.Length > 0)]);
    }

    [GeneratedRegex(@"[;|\0\n]|\s/\s|\sw/\s?|[\s(\[](?:feat|ft|featuring|vs|versus|presents|pres)\b\.?", RegexOptions.IgnoreCase)]
    private static partial Regex CertainPattern();

    [GeneratedRegex(@"[,&+/\u00B7\u2022\u3001\uFF0F]|\s(?:and|with|und|et|y|e|x)\s", RegexOptions.IgnoreCase)]
    private static partial Regex UncertainPattern();

    /// <summary>One part of a credit that stands for itself.</summary>
    /// <param name="Whole">The key of all of it.</param>
    /// <param name="Inverted">The key that it has if it is a name turned round, as <c>Lee, Ann</c>; null if it cannot be.</param>
    /// <param name="Pieces">The keys of what it may consist of; none where there is no separator.</param>
    private sealed record Part(string Whole, string? Inverted, string[] Pieces)
    {
        /// <summary>All that it may name.</summary>
        public IEnumerable<string> Names => [Whole, .. Inverted is null ? Pieces : [Inverted]];
    }
}
