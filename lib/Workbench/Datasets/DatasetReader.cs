using Workbench.Demo;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Opens a dataset by its name or path: the one door for notebooks, command line and tests.</summary>
public static class DatasetReader
{
    /// <summary>The name of the built-in, synthetic demo corpus.</summary>
    public const string DemoName = "demo";

    /// <summary>
    /// Opens <c>demo</c> (made first if absent), a CSV manifest, a TSV table of MTG-Jamendo, a folder of FMA or GTZAN, a folder of genre
    /// folders, or a music library with tags.
    /// </summary>
    /// <param name="nameOrPath">A known name or a path.</param>
    /// <param name="labels">Where the labels of a folder come from.</param>
    /// <param name="data">Where the demo corpus is kept.</param>
    /// <param name="threads">Threads to work with, at least 1.</param>
    /// <param name="progress">Told how far the work is.</param>
    /// <param name="token">Stops the work; what is done is kept.</param>
    /// <exception cref="WorkbenchException">No such dataset, or nothing usable in it.</exception>
    public static Dataset Open(string nameOrPath, LabelSource labels, DataFolder data, int threads,
        IProgress<WorkProgress>? progress = null, CancellationToken token = default)
    {
        var dataset = Read(nameOrPath, labels, data, threads, progress, token);
        if (dataset.Tracks.IsEmpty)
            throw new WorkbenchException($"{nameOrPath}: none of {dataset.Skipped.Length} file(s) can be used, for instance "
                + $"{dataset.Skipped[0].Path}: {dataset.Skipped[0].Reason}");
        if (dataset.LabelCounts is [var only])
            throw new WorkbenchException($"{nameOrPath}: all {dataset.Tracks.Length} song(s) have the one genre {only.Key}; "
                + "at least 2 genres are needed to learn a difference. Give a folder with one sub-folder a genre.");
        return dataset;
    }

    private static Dataset Read(string nameOrPath, LabelSource labels, DataFolder data, int threads,
        IProgress<WorkProgress>? progress, CancellationToken token)
    {
        if (nameOrPath == DemoName)
            return CsvManifest.Read(DemoCorpus.Make(data.DemoPath, DemoSpec.Default, threads, progress, token)) with { Name = DemoName };
        if (Directory.Exists(nameOrPath) && FreeMusicArchive.Is(nameOrPath))
            return FreeMusicArchive.Read(nameOrPath);
        if (Directory.Exists(nameOrPath) && labels == LabelSource.Auto && Gtzan.Is(nameOrPath))
            return Gtzan.Read(nameOrPath);
        if (Directory.Exists(nameOrPath))
            return FolderLibrary.Read(nameOrPath, labels, threads, progress, token);
        if (File.Exists(nameOrPath) && MtgJamendo.Is(nameOrPath))
            return MtgJamendo.Read(nameOrPath);
        if (File.Exists(nameOrPath))
            return CsvManifest.Read(nameOrPath);
        throw new WorkbenchException($"{nameOrPath}: no such file or folder. A dataset is the name {DemoName}, a folder of genre folders, "
            + "a music library with tags, a folder of FMA or GTZAN, a TSV table of MTG-Jamendo, or a CSV manifest with "
            + $"the columns {CsvManifest.ColumnsInWords}.");
    }
}
