using System.Globalization;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Recommendation.Playlists;

/// <summary>Which songs a playlist takes, and in which order they may stand.</summary>
[TypeFormatterSource(typeof(SpecFormatterSource<PlaylistSpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record PlaylistSpec
{
    /// <summary>The most songs of a list.</summary>
    public const int MostSongs = 500;

    /// <summary>The usual list.</summary>
    public static PlaylistSpec Default { get; } = new();

    /// <summary>How many songs, those asked for included, 2 to <see cref="MostSongs"/>; fewer come where there are no more.</summary>
    public int Count { get; init; } = 20;

    /// <summary>
    /// How long the list shall last instead, above 0: it has as many songs as bring it nearest to that, of <see cref="MostSongs"/>.
    /// </summary>
    public double? Minutes { get; init; }

    /// <summary>Songs that stand between two of one artist at least; 0 lets an artist follow itself.</summary>
    public int ArtistGap { get; init; } = 4;

    /// <summary>
    /// How unlike one another the songs shall be, 0 to 1, as <see cref="RecommendOptions.Diversity"/>. A way from one song to another has
    /// none: it decides which songs are on it.
    /// </summary>
    public double Variety { get; init; }

    /// <summary>
    /// Songs that last less, in seconds, are left out; 0 takes all. Where a song that is asked for is as short itself, as in collections
    /// of clips, none is left out for that.
    /// </summary>
    public double ShortestSeconds { get; init; } = 60;

    /// <summary>Whether songs may be in it whose title has a word such as intro, skit or interlude.</summary>
    public bool Skits { get; init; }

    /// <summary>Which recordings of one song may be in it together.</summary>
    public SongCopies Copies { get; init; }

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">With everything that is wrong.</exception>
    public void Validate() => new SpecProblems(nameof(PlaylistSpec))
        .Require(Count is >= 2 and <= MostSongs, $"Count {Count} must be 2 to {MostSongs}; 20 is usual.")
        .Require(Minutes is null or (> 0 and <= 1e5), Text($"Minutes {Minutes} must be above 0 and at most 1e5; 60 is usual."))
        .Require(ArtistGap is >= 0 and <= MostSongs, $"ArtistGap {ArtistGap} must be 0 to {MostSongs}; 4 is usual.")
        .Require(Variety is >= 0 and <= 1, Text($"Variety {Variety} must be 0 to 1; 0 takes the songs most alike."))
        .Require(ShortestSeconds is >= 0 and <= 1e5, Text($"ShortestSeconds {ShortestSeconds} must be 0 to 1e5; 60 is usual."))
        .Require(Enum.IsDefined(Copies), $"Copies {Copies} is none of {string.Join(", ", Enum.GetNames<SongCopies>())}.")
        .ThrowIfAny();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
