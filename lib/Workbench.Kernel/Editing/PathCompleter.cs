using System.Text.RegularExpressions;

namespace Workbench.Kernel.Editing;

/// <summary>Completes the paths in <c>#r "..."</c> and <c>#load "..."</c>.</summary>
internal static partial class PathCompleter
{
    /// <summary>Files and folders that go on with the path before the place; null where none is being written.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">The place.</param>
    /// <param name="baseDirectory">Where relative paths start.</param>
    public static CompletionList? Complete(string code, int position, string baseDirectory)
    {
        var line = code[(code.LastIndexOf('\n', Math.Max(0, position - 1)) + 1)..position];
        if (Directive().Match(line) is not { Success: true } match)
            return null;
        var written = match.Groups["folder"].Value;
        var prefix = match.Groups["name"].Value;
        var extension = match.Groups["directive"].Value == "r" ? ".dll" : ".csx";
        var folder = new DirectoryInfo(Path.GetFullPath(written, baseDirectory));
        if (!folder.Exists)
            return new(position, position, []);
        var found = folder.EnumerateFileSystemInfos("*", new EnumerationOptions()) // hidden ones are left out, and what may not be read
            .Where(entry => entry.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && entry.Name[0] != '.'
                && (entry is DirectoryInfo || entry.Extension == extension))
            .OrderBy(entry => entry is FileInfo).ThenBy(entry => entry.Name, StringComparer.Ordinal)
            .Select(entry => entry is DirectoryInfo ? new Completion(entry.Name + "/", "folder") : new Completion(entry.Name, "file"));
        return new(position - prefix.Length, position, [.. found]);
    }

    [GeneratedRegex("""^\s*#(?<directive>r|load)\s+"(?<folder>(?:[^"]*[/\\])?)(?<name>[^"/\\]*)$""")]
    private static partial Regex Directive();
}
