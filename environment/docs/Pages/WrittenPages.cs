namespace Workbench.Docs.Pages;

/// <summary>Pages that people wrote.</summary>
internal static class WrittenPages
{
    /// <summary>A page.</summary>
    /// <param name="folders">Where all is.</param>
    /// <param name="file">Relative to the folder of what is written, with <c>/</c>.</param>
    /// <param name="path">Where it goes in the site.</param>
    public static MadePage Read(DocsFolders folders, string file, string path)
    {
        var source = Path.GetFullPath(Path.Combine(folders.Written, file));
        return new(path, Drawings.Inside(File.ReadAllText(source).ReplaceLineEndings("\n"), Path.GetDirectoryName(source)!));
    }

    /// <summary>The pages of a folder, in the order of their names.</summary>
    public static IEnumerable<MadePage> ReadFolder(DocsFolders folders, string folder) =>
        Directory.EnumerateFiles(Path.Combine(folders.Written, folder), "*.md").Order(StringComparer.Ordinal)
            .Select(path => Read(folders, $"{folder}/{Path.GetFileName(path)}", $"{folder}/{Path.GetFileNameWithoutExtension(path)}"));
}
