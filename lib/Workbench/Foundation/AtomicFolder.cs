namespace Workbench.Foundation;

/// <summary>Folders that are either whole or as they were: written beside their place under a temporary name, then renamed.</summary>
internal static class AtomicFolder
{
    /// <summary>Writes a folder.</summary>
    /// <param name="path">Where it shall stand.</param>
    /// <param name="mayReplace">Whether a folder that stands there, and is not empty, may be replaced as a whole.</param>
    /// <param name="write">Writes the files into the folder that it is given; if it throws, nothing is left behind.</param>
    /// <param name="isPrivate">Whether it is a <see cref="PrivateFolder"/>.</param>
    /// <exception cref="WorkbenchException">A file, or a folder of something else, is in the way.</exception>
    public static void Write(string path, Func<string, bool> mayReplace, Action<string> write, bool isPrivate = false)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        TemporaryName.RemoveLeft(Path.GetDirectoryName(full) ?? full, Path.GetFileName(full));
        if (File.Exists(full))
            throw new WorkbenchException($"{full} is a file; name a folder.");
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any() && !mayReplace(full))
            throw new WorkbenchException($"{full} holds something else and is left as it is; name an empty or a new folder.");
        var (temporary, older) = (TemporaryName.Of(full), TemporaryName.Of(full, TemporaryName.Older));
        try
        {
            if (isPrivate)
                PrivateFolder.Create(temporary);
            else
                Directory.CreateDirectory(temporary);
            write(temporary);
            if (Directory.Exists(full))
                Directory.Move(full, older);
            Directory.Move(temporary, full);
        }
        finally
        {
            if (!Directory.Exists(full) && Directory.Exists(older))
                Directory.Move(older, full);
            foreach (var rest in new[] { temporary, older }.Where(Directory.Exists))
                Directory.Delete(rest, recursive: true);
        }
    }
}
