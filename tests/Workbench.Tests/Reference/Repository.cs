namespace Workbench.Tests.Reference;

/// <summary>The clone that the tests were built in.</summary>
public static class Repository
{
    /// <summary>The folder of <c>Workbench.sln</c>.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Workbench.sln")))
                return folder.FullName;
        throw new InvalidOperationException(
            $"{AppContext.BaseDirectory} does not lie in a clone of the workbench; run the tests from one.");
    }
}
