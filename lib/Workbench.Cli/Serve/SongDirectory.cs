using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Workbench.Cli.Ui;
using Workbench.Datasets;

namespace Workbench.Cli.Serve;

/// <summary>
/// The songs by the ids under which others ask for them, and what they are told of each. The id is that of the track, its path below the
/// dataset's folder; where it would lead out of that folder, as an absolute path does, it is a hash of it: nobody learns where songs lie.
/// </summary>
internal sealed class SongDirectory
{
    private readonly Dictionary<string, Track> songs = new(StringComparer.Ordinal);

    /// <summary>Lists songs with distinct ids.</summary>
    public SongDirectory(IEnumerable<Track> tracks)
    {
        foreach (var track in tracks)
            songs[IdOf(track)] = track;
    }

    /// <summary>The song that a request names.</summary>
    /// <exception cref="SubsonicError">There is none.</exception>
    public Track Asked(SubsonicRequest asked, string parameter) => songs.GetValueOrDefault(asked.Required(parameter))
        ?? throw new SubsonicError(SubsonicError.NotFound, $"There is no song {SubsonicRequest.Repeated(asked.Required(parameter))}; "
            + $"ids are paths below the dataset's folder, for instance {songs.Keys.First()}.");

    /// <summary>What others are told of a song: of the protocol's <c>Child</c> what a catalogue knows.</summary>
    public static JsonObject Entry(Track track)
    {
        var id = IdOf(track);
        var path = id == track.Id ? id : NameOf(track.Id);
        var extension = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        var title = new[] { track.Title, Path.GetFileNameWithoutExtension(path) }.FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? id;
        JsonObject entry = new()
        {
            ["id"] = id,
            ["title"] = title,
            ["isDir"] = false,
            ["isVideo"] = false,
            ["type"] = "music",
            ["path"] = path,
        };
        AddKnown("artist", track.Artist);
        AddKnown("album", track.Album);
        AddKnown("suffix", extension);
        AddKnown("contentType", SoundFiles.TypeOf(path));
        AddKnown("genre", track.Labels[0]);
        entry["genres"] = new JsonArray([.. track.Labels.Select(label => new JsonObject { ["name"] = label })]);
        if (track.DurationSeconds is { } seconds)
            entry["duration"] = (long)Math.Round(seconds);
        return entry;

        void AddKnown(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                entry[name] = value;
        }
    }

    private static string IdOf(Track track) =>
        IsBelowFolder(track.Id) ? track.Id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(track.Id)), 0, 16);

    /// <summary>Whether an id is a path that stays below a folder, on every system.</summary>
    private static bool IsBelowFolder(string id) => id is not (['/' or '\\', ..] or [_, ':', '/' or '\\', ..])
        && !id.Contains("://", StringComparison.Ordinal) && !id.Split('/', '\\').Contains("..");

    private static string NameOf(string id) => id[(id.LastIndexOfAny(['/', '\\']) + 1)..];
}
