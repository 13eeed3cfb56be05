namespace Workbench.Tests.Reference;

/// <summary>
/// Real music and reference values that lie beside a developer's clone in <c>../shared/data</c> and are never committed.
/// Tests that need them report themselves skipped, with the reason, where they are absent.
/// </summary>
public static class SharedData
{
    private static readonly string? Root = Find();

    /// <summary>The path of a file or folder there; skips the calling test where it is absent.</summary>
    /// <param name="parts">Path below <c>shared/data</c>.</param>
    public static string Path(params string[] parts)
    {
        Assert.SkipWhen(Root is null, "needs ../shared/data (real music and reference values), which is not beside this clone");
        var path = System.IO.Path.Combine([Root!, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"needs {string.Join('/', parts)} in ../shared/data");
        return path;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Workbench.sln")))
                return System.IO.Path.Combine(folder.FullName, "..", "shared", "data") is var data && Directory.Exists(data) ? System.IO.Path.GetFullPath(data) : null;
        return null;
    }
}
