using System.Collections.Immutable;
using Workbench.Demo;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Opens a dataset by its name or path: the one door for notebooks, command line and tests.</summary>
public static class DatasetReader
{
    /// <summary>The name of the built-in, synthetic demo corpus.</summary>
    public const string DemoName = "demo";

    /// <summary>Every form, in the order of recognition.</summary>
    internal static ImmutableArray<DatasetForm> Forms { get; } =
    [
        new($"the name {DemoName}", request => request.NameOrPath == DemoName, ReadDemo),
        FreeMusicArchive.Form,
        Gtzan.Form,
        FolderLibrary.Form,
        MtgJamendo.Form,
        CsvManifest.Form,
    ];

    /// <summary>What a dataset can be, for help texts and errors, to go on from "a dataset is".</summary>
    public static string FormsInWords { get; } =
        $"{string.Join(", ", Forms.SkipLast(1).Select(f => f.InWords))}, or {Forms[^1].InWords}";

    /// <summary>Opens a dataset in the first form of <see cref="FormsInWords"/> that fits; makes the demo corpus if it is absent.</summary>
    /// <param name="nameOrPath">A known name or a path.</param>
    /// <param name="labels">Where the labels of a folder come from.</param>
    /// <param name="data">Where the demo corpus is kept.</param>
    /// <param name="work">Threads, progress, and what stops it; what is done is kept. Null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">No such dataset, or nothing usable in it.</exception>
    public static Dataset Open(string nameOrPath, LabelSource labels, DataFolder data, Work? work = null)
    {
        var request = new DatasetRequest(nameOrPath, labels, data, work ?? Work.Default);
        var form = Forms.FirstOrDefault(f => f.Recognises(request))
            ?? throw new WorkbenchException($"{nameOrPath}: no such file or folder. A dataset is {FormsInWords}.");
        var dataset = form.Read(request);
        if (dataset.Tracks.IsEmpty)
            throw new WorkbenchException($"{nameOrPath}: none of {dataset.Skipped.Length} file(s) can be used, for instance "
                + $"{dataset.Skipped[0].Path}: {dataset.Skipped[0].Reason}");
        if (dataset.LabelCounts is [var only])
            throw new WorkbenchException($"{nameOrPath}: all {dataset.Tracks.Length} song(s) have the one genre {only.Key}; "
                + "at least 2 genres are needed to learn a difference. Give a folder with one sub-folder a genre.");
        return dataset;
    }

    private static Dataset ReadDemo(DatasetRequest request)
    {
        var manifest = DemoCorpus.Make(request.Data.DemoPath, DemoSpec.Default, request.Work);
        return CsvManifest.Read(manifest, request.Work) with { Name = DemoName };
    }
}
