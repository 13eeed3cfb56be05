using System.Collections.Immutable;
using System.Globalization;
using Workbench.Foundation;
using Workbench.Recommendation.Playlists;

namespace Workbench.Cli;

/// <summary>A playlist that a command wrote.</summary>
/// <param name="File">Its file, absolute.</param>
/// <param name="Songs">How many songs are in it.</param>
/// <param name="Notes">Which are not, and why.</param>
internal sealed record SavedPlaylist(string File, int Songs, ImmutableArray<string> Notes)
{
    /// <summary>For the end of an answer.</summary>
    public string InWords => string.Concat(Notes.Prepend(string.Create(CultureInfo.InvariantCulture, $"{File}: {Songs} song(s)"))
        .Select(line => $"\n{line}"));

    /// <summary>Writes a list of songs, without those whose files are gone.</summary>
    /// <exception cref="WorkbenchException">There is nothing to write: no song has a file.</exception>
    public static SavedPlaylist Save(Playlist playlist, string path)
    {
        var kept = playlist.WithoutMissing();
        if (kept.Songs.IsEmpty)
            throw new WorkbenchException($"{path}: no playlist was written, as no song has a file here. {string.Join(' ', kept.Notes)}");
        kept.Save(path);
        return new(System.IO.Path.GetFullPath(path), kept.Songs.Length, kept.Notes);
    }
}
