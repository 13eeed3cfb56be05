namespace Workbench.Docs;

/// <summary>Where the documentation comes from and where it goes.</summary>
/// <param name="Root">The clone, the folder of <c>Workbench.sln</c>.</param>
internal sealed record DocsFolders(string Root)
{
    /// <summary>What people write of it.</summary>
    public string Written => Path.Combine(Root, "environment", "docs");

    /// <summary>All pages as Markdown, written and made, as docfx reads them.</summary>
    public string Made => Path.Combine(Written, "obj", "made");

    /// <summary>The site.</summary>
    public string Site => Path.Combine(Written, "site");

    /// <summary>Those of the clone that this program was built in.</summary>
    public static DocsFolders Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Workbench.sln")))
                return new(folder.FullName);
        throw new DocsException($"{AppContext.BaseDirectory} does not lie in a clone of the workbench; build the program in one.");
    }
}
