namespace Workbench.Tests.Reference;

/// <summary>
/// Real music, and reference values of it, that lie beside a developer's clone in <c>../shared/data</c> and are never committed;
/// those of made-up inputs are <see cref="ReferenceValues"/>. Tests that need them report themselves skipped, with the reason, where they
/// are absent.
/// </summary>
public static class SharedData
{
    private static readonly string Root = System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository.Root, "..", "shared", "data"));

    /// <summary>Whether the folder is there.</summary>
    public static bool IsThere => Directory.Exists(Root);

    /// <summary>The path of a file or folder there; skips the calling test where it is absent.</summary>
    /// <param name="parts">Path below <c>shared/data</c>.</param>
    public static string Path(params string[] parts)
    {
        Assert.SkipUnless(IsThere, "needs ../shared/data (real music and reference values), which is not beside this clone");
        var path = System.IO.Path.Combine([Root, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"needs {string.Join('/', parts)} in ../shared/data");
        return path;
    }
}
