using System.Text.RegularExpressions;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// The files that the cells of a manifest name, in whatever spelling: <c>\</c> for <c>/</c>, accents apart, letters in another case.
/// </summary>
/// <param name="root">The folder of the manifest.</param>
/// <param name="work">What stops the search.</param>
internal sealed partial class ManifestPaths(string root, Work work)
{
    /// <summary>
    /// Folders that are looked through for other spellings: a manifest may lie in a home folder, or at the top of a disk.
    /// </summary>
    private const int MostFolders = 20_000;

    private Dictionary<string, List<string>>? files;

    /// <summary>Where the file of a cell is said to lie, absolute; the cell itself, where it can be no path.</summary>
    public string PathOf(string cell)
    {
        if (Uri.TryCreate(cell, UriKind.Absolute, out var address) && address.IsFile && cell.StartsWith("file:", StringComparison.Ordinal))
            cell = address.LocalPath;
        if (cell.Contains('\0', StringComparison.Ordinal) || AddressPattern().IsMatch(cell))
            return cell;
        var literal = Path.GetFullPath(Path.Combine(root, cell));
        return OperatingSystem.IsWindows() || !cell.AsSpan().ContainsAny('\\', ':') || File.Exists(literal) ? literal
            : DrivePattern().IsMatch(cell) ? cell
            : Path.GetFullPath(Path.Combine(root, cell.Replace('\\', '/')));
    }

    /// <summary>The file that a path means which is not there as it is spelled; null where there is none, or several.</summary>
    /// <param name="path">What <see cref="PathOf"/> gave.</param>
    public string? Respelled(string path)
    {
        var key = Key(path);
        if (path.Contains('\0', StringComparison.Ordinal))
            return null;
        if (!DrivePattern().IsMatch(path) && !AddressPattern().IsMatch(path) && IsBelow(path))
            return Only(SongsOf(key).Where(file => Key(file) == key));
        // A path of another machine: its last folders may be here.
        return DrivePattern().IsMatch(path) && key.Split('/') is [.., var folder, var name]
            ? Only(SongsOf(key).Where(file => Key(file).EndsWith($"/{folder}/{name}", StringComparison.Ordinal)))
            : null;
    }

    /// <summary>Why a path cannot be read, with the remedy.</summary>
    /// <param name="path">What <see cref="PathOf"/> gave.</param>
    public string Problem(string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
            return "is a path that no file can have; it holds a NUL";
        if (AddressPattern().IsMatch(path))
            return "is an address on the web, and only files are read: download it, and name the file";
        if (Path.GetRelativePath(root, path) is ['~', ..])
            return "begins with ~, which a shell alone knows: write the whole path";
        if (Path.Exists(path))
            return AudioPresence.Problem(path);
        if (SongsOf(Key(path)) is [var other, ..])
            return $"no such file; one of this name is there as {MusicFolder.IdOf(root, other)}: write that";
        return DrivePattern().IsMatch(path) ? "is a path of Windows, and this is another system: write it relative to the manifest, with /"
            : AudioPresence.Problem(path);
    }

    private bool IsBelow(string path) => !MusicFolder.IdOf(root, path).StartsWith("../", StringComparison.Ordinal);

    /// <summary>The sound files below the manifest that have a file's name; none where there is too much to look through.</summary>
    private List<string> SongsOf(string key)
    {
        files ??= (MusicFolder.Walk(root, work, MostFolders)?.Files ?? []).GroupBy(file => NameOf(Key(file)))
            .ToDictionary(g => g.Key, g => g.ToList());
        return files.GetValueOrDefault(NameOf(key), []);
    }

    private static string NameOf(string key) => key[(key.LastIndexOf('/') + 1)..];

    /// <summary>What the spellings of one path have in common.</summary>
    private static string Key(string path) => PlainLetters.Of(path.Replace('\\', '/'));

    private static string? Only(IEnumerable<string> found) => found.Take(2).ToArray() is [var one] ? one : null;

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]+://")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"^([a-zA-Z]:[/\\]|\\\\)")]
    private static partial Regex DrivePattern();
}
