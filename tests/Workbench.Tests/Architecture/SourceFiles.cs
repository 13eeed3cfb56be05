using System.Collections.Immutable;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Architecture;

/// <summary>The files that people write in this repository, without what builds and installations leave beside them.</summary>
internal static class SourceFiles
{
    private static readonly string[] Made =
        ["bin", "obj", "node_modules", "references", "site", "TestResults", "BenchmarkDotNet.Artifacts"];

    /// <summary>Paths relative to the repository, with <c>/</c>, of the files below a folder that end in one of the extensions.</summary>
    public static ImmutableArray<string> Under(string folder, params string[] extensions) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => extensions.Contains(Path.GetExtension(path)) && !path.Split('/').Any(Made.Contains))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a file.</summary>
    /// <param name="path">Relative to the repository.</param>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>Whether C# code below a folder has the text.</summary>
    public static bool Have(string folder, string text) =>
        Under(folder, ".cs").Any(path => Text(path).Contains(text, StringComparison.Ordinal));
}
