using Workbench.Tests.Reference;

namespace Workbench.Tests.Documentation;

/// <summary>Songs and data for the pages of the documentation: the demo corpus is made once, and its features are extracted once.</summary>
public sealed class WrittenPages : IDisposable
{
    private readonly TempFolder folder = new();

    public WrittenPages() => TinyCorpus.Make(folder.File("songs"));

    /// <summary>Where pages are typed.</summary>
    public string Folder => folder.Path;

    /// <summary>What <c>WORKBENCH_DATA</c> is set to.</summary>
    public string Data => folder.File("data");

    /// <summary>Takes away what a page has trained, so that the next one begins alone.</summary>
    public void Clear()
    {
        if (Directory.Exists(Path.Combine(Data, "runs")))
            Directory.Delete(Path.Combine(Data, "runs"), recursive: true);
    }

    public void Dispose() => folder.Dispose();
}
