using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Workbench.Datasets;

namespace Workbench.Recommendation;

/// <summary>A title as songs are told apart by it, whatever its spelling.</summary>
/// <param name="Full">The <see cref="ArtistCredits.Key"/> of all of it.</param>
/// <param name="Song">
/// That of the song alone, without what says which recording of it this is: <c>(Live at Leeds)</c>, <c>[Demo]</c>,
/// <c>- Remastered 2011</c>, <c>(feat. Bob)</c>.
/// </param>
internal sealed partial record SongTitle(string Full, string Song)
{
    private const string Remaster = "remaster"; // and -ed, -ing, -izado

    private static readonly FrozenSet<string> VersionWords = new[]
    {
        "live", "unplugged", "concert", "bootleg", "demo", "demos", "edit", "edited", "version", "versions", "mix", "remix", "remixed",
        "acoustic", "instrumental", "karaoke", "acapella", "cappella", "mono", "stereo", "session", "sessions", "take", "outtake",
        "alternate", "rehearsal", "rerecorded", "recorded", "bonus", "deluxe", "explicit", "clean", "feat", "ft", "featuring",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Dashes = [" - ", " \u2013 ", " \u2014 "];

    /// <summary>Reads a title; null where there is none.</summary>
    public static SongTitle? Of(string? title)
    {
        if (string.IsNullOrWhiteSpace(title))
            return null;
        var song = BracketPattern().Replace(title, part => NamesVersion(part.Value) ? " " : part.Value);
        while (Dashes.Max(dash => song.LastIndexOf(dash, StringComparison.Ordinal)) is > 0 and var end && NamesVersion(song[end..]))
            song = song[..end];
        var full = ArtistCredits.Key(title);
        return new(full, song.Any(char.IsLetterOrDigit) ? ArtistCredits.Key(song) : full); // "(Live)" is a title too
    }

    private static bool NamesVersion(string part) => ArtistCredits.Key(part).Split(' ')
        .Any(word => VersionWords.Contains(word) || word.StartsWith(Remaster, StringComparison.Ordinal));

    [GeneratedRegex(@"[(\[{\uFF08\u3010][^()\[\]{}\uFF08\uFF09\u3010\u3011]*[)\]}\uFF09\u3011]")]
    private static partial Regex BracketPattern();
}
