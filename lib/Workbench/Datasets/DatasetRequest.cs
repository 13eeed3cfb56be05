using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>What a dataset is asked for by.</summary>
/// <param name="NameOrPath">A known name or a path.</param>
/// <param name="Labels">Where the labels of a folder come from.</param>
/// <param name="Data">Where the demo corpus is kept.</param>
/// <param name="Work">Threads, progress and token of the reading.</param>
internal sealed record DatasetRequest(string NameOrPath, LabelSource Labels, DataFolder Data, Work Work)
{
    /// <summary>Whether there is a folder of this path.</summary>
    public bool IsFolder => Directory.Exists(NameOrPath);

    /// <summary>Whether there is a file of this path.</summary>
    public bool IsFile => File.Exists(NameOrPath);
}
