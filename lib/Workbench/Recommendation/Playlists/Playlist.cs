using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Recommendation.Playlists;

/// <summary>
/// A list of songs for players: extended M3U in UTF-8, a line of seconds, artist and title and one of the path for each song.
/// </summary>
/// <param name="Name">What players call it.</param>
/// <param name="Songs">The songs in the order in which they are played.</param>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record Playlist(string Name, ImmutableArray<PlaylistSong> Songs) : ICard
{
    /// <summary>How the file of a list ends: players take such files for UTF-8.</summary>
    public const string Extension = ".m3u8";

    private const string NotInNames = "<>:\"/\\|?*";

    /// <summary>What must be known of the list: for instance that it has fewer songs than were asked for, and why.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>How long it lasts; null where that is not known of every song.</summary>
    public double? Seconds => Songs.All(song => song.Seconds is not null) ? Songs.Sum(song => song.Seconds) : null;

    /// <summary>The text of the list.</summary>
    /// <param name="folder">Where it shall lie: paths are relative to it, with forward slashes, which players of every system read.</param>
    public string ToM3u8(string folder)
    {
        var text = new StringBuilder("#EXTM3U\n").Append($"#PLAYLIST:{OneLine(Name)}\n");
        foreach (var song in Songs)
        {
            var relative = Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(song.Path))
                .Replace(Path.DirectorySeparatorChar, '/');
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{(song.Seconds is { } seconds ? Math.Round(seconds) : -1)},") // -1: unknown
                .Append(OneLine(song.Title ?? Path.GetFileNameWithoutExtension(song.Path))).Append('\n');
            text.Append(relative.StartsWith('#') ? "./" : "").Append(relative).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Writes the list into a folder, as a file of its name; an older one is replaced.</summary>
    /// <returns>The file.</returns>
    public string Write(string folder)
    {
        var name = string.Concat(Name.Select(c => char.IsControl(c) || NotInNames.Contains(c, StringComparison.Ordinal) ? '-' : c));
        var path = Path.Combine(folder, name.Trim(' ', '.') + Extension);
        Save(path);
        return path;
    }

    /// <summary>Writes the list; an older one is replaced.</summary>
    /// <param name="path">The file, which ends in <see cref="Extension"/>.</param>
    /// <exception cref="WorkbenchException">It ends otherwise, as what is no list and shall not be replaced by one.</exception>
    public void Save(string path)
    {
        if (!string.Equals(Path.GetExtension(path), Extension, StringComparison.OrdinalIgnoreCase))
            throw new WorkbenchException($"{path}: a playlist ends in {Extension}; name it so.");
        AtomicFile.WriteText(path, ToM3u8(Path.GetDirectoryName(Path.GetFullPath(path))!));
    }

    /// <summary>The same list without the songs whose files are gone, with a note that names them.</summary>
    public Playlist WithoutMissing()
    {
        var missing = Songs.RemoveAll(song => File.Exists(song.Path));
        return missing.IsEmpty ? this : this with
        {
            Songs = Songs.RemoveRange(missing),
            Notes = Notes.Add($"{Counted.Of(missing.Length, "song")} left out, as the file is gone: "
                + string.Join(", ", missing.Select(song => song.Track?.Id ?? song.Path)) + "."),
        };
    }

    DisplayTable ICard.Card => new(["", "song", "genres", "seconds", "similarity"], [.. Songs.Select((song, i) => new object?[]
    {
        i + 1, song.Title ?? song.Track?.Id ?? song.Path, string.Join(", ", song.Track?.Labels ?? []), song.Seconds, song.Similarity,
    })])
    {
        Caption = string.Join(' ', Notes.Prepend($"{Name}.")),
    };

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
