using System.Collections.Immutable;
using System.Text;
using Workbench.Foundation;

namespace Workbench.Recommendation;

/// <summary>A list of songs for players: extended M3U in UTF-8, a line of artist and title and one of the path for each song.</summary>
/// <param name="Name">What players call it.</param>
/// <param name="Songs">The songs in the order in which they are played: path, and artist and title where known.</param>
public sealed record Playlist(string Name, ImmutableArray<(string Path, string? Title)> Songs)
{
    private const string Extension = ".m3u8", NotInNames = "<>:\"/\\|?*";

    /// <summary>The text of the list.</summary>
    /// <param name="folder">Where it shall lie: paths are relative to it, with forward slashes, which players of every system read.</param>
    public string ToM3u8(string folder)
    {
        var text = new StringBuilder("#EXTM3U\n").Append($"#PLAYLIST:{OneLine(Name)}\n");
        foreach (var (path, title) in Songs)
        {
            var relative = Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path)).Replace(Path.DirectorySeparatorChar, '/');
            text.Append($"#EXTINF:-1,{OneLine(title ?? Path.GetFileNameWithoutExtension(path))}\n"); // -1: how long is not said
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
        AtomicFile.WriteText(path, ToM3u8(folder));
        return path;
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
