using System.Collections.Immutable;
using Workbench.Datasets.Fetch;
using Workbench.Demo;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Opens a dataset by its name or path: the one door for notebooks, command line and tests.</summary>
public static class DatasetReader
{
    /// <summary>The name of the built-in, synthetic demo corpus.</summary>
    public const string DemoName = "demo";

    /// <summary>Genres that one song may have.</summary>
    private const int MostLabels = 200;

    /// <summary>Reasons that an error tells.</summary>
    private const int MostReasons = 5;

    /// <summary>Every form, in the order of recognition.</summary>
    internal static ImmutableArray<DatasetForm> Forms { get; } =
    [
        new($"the name {DemoName}", request => request.NameOrPath == DemoName, ReadDemo),
        FreeMusicArchive.Form,
        Gtzan.Form,
        FolderLibrary.Form,
        MtgJamendo.Form,
        ColumnManifest.Form,
        CsvManifest.Form,
        new($"a place in an object storage ({ObjectFolder.Example}), whose files are brought here",
            request => ObjectFolder.Is(request.NameOrPath), ReadStored),
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
    public static Dataset Open(string nameOrPath, LabelSource labels, DataFolder data, Work? work = null) =>
        Read(new(nameOrPath, labels, data, work ?? Work.Default), toLearn: true);

    /// <summary>The same for a collection that nothing is learned from: one genre is enough.</summary>
    /// <inheritdoc cref="Open"/>
    internal static Dataset OpenToHear(string nameOrPath, DataFolder data, Work work) =>
        Read(new(nameOrPath, LabelSource.Auto, data, work), toLearn: false);

    /// <summary>A dataset as specs name it: paths are absolute, names stay.</summary>
    /// <param name="nameOrPath">A known name, an address or a path.</param>
    public static string FullName(string nameOrPath) => Path.Exists(nameOrPath) ? Path.GetFullPath(nameOrPath) : nameOrPath;

    /// <summary>The folder that the paths of a dataset's songs are below.</summary>
    /// <param name="fullName">The dataset, as <see cref="FullName"/> names it.</param>
    /// <param name="data">Where the demo corpus is kept, and what was fetched.</param>
    internal static string FolderOf(string fullName, DataFolder data) =>
        fullName == DemoName ? data.DemoPath
        : ObjectFolder.Is(fullName) ? ObjectFolder.PlaceIn(data, fullName)
        : File.Exists(fullName) ? Path.GetDirectoryName(Path.GetFullPath(fullName))!
        : Path.GetFullPath(fullName);

    private static Dataset Read(DatasetRequest request, bool toLearn)
    {
        var nameOrPath = request.NameOrPath;
        var read = WithoutOverlabelled(ReadForm(request));
        if (read.Tracks.IsEmpty)
            throw new WorkbenchException($"{nameOrPath}: none of {read.Skipped.Length} file(s) can be used: {LeftOut(read)}");
        if (toLearn && read.LabelCounts is [var only])
            throw new WorkbenchException($"{nameOrPath}: all {read.Tracks.Length} song(s) have the one genre {only.Key}, "
                + $"from {read.LabelOrigin}; at least 2 genres are needed to learn a difference. "
                + (read.Skipped.IsEmpty ? "Give a folder with one sub-folder a genre." : $"Left out are {LeftOut(read)}"));
        var dataset = SongGroups.Join(read with { Notes = [.. read.Notes, .. Gtzan.NotesOf(read), .. Readings(read)] });
        request.Work.Report(new DatasetProgress(new("Reading the dataset", dataset.Tracks.Length, dataset.Tracks.Length), dataset));
        return dataset;
    }

    /// <summary>What is there, where something else is near; else all that can be.</summary>
    private static string Meant(DatasetRequest request)
    {
        var name = request.NameOrPath;
        var fetched = Path.Combine(request.Data.DatasetsPath, name);
        return name.Length > 0 && Directory.Exists(fetched) ? $" It was fetched as {fetched}."
            : PublishedArchive.All.Any(archive => archive.Name == name) ? $" Download it first: workbench data fetch {name}"
            : NearestName.Of(name, [DemoName]) is { } demo ? $" Did you mean {demo}?"
            : NearestPath.Hint(name) is { Length: > 0 } hint ? hint
            : $" A dataset is {FormsInWords}.";
    }

    /// <summary>What is left out, by the most frequent reasons, with an example of each.</summary>
    private static string LeftOut(Dataset dataset) =>
        string.Join("; ", SkippedFileGroup.Of(dataset.Skipped).Take(MostReasons)
            .Select(g => $"{g.Files} file(s), for instance {g.Example}: {g.Reason}")) + ".";

    /// <summary>No song has as many genres: a table that says so is damaged, and the work would grow with their square.</summary>
    private static Dataset WithoutOverlabelled(Dataset dataset) => dataset.Tracks.All(t => t.Labels.Length <= MostLabels) ? dataset
        : dataset with
        {
            Tracks = dataset.Tracks.RemoveAll(t => t.Labels.Length > MostLabels),
            Skipped = [.. dataset.Skipped, .. dataset.Tracks.Where(t => t.Labels.Length > MostLabels)
                .Select(t => new SkippedFile(t.AudioPath, $"has {t.Labels.Length} genres, and no song has more than {MostLabels}"))],
        };

    private static IEnumerable<string> Readings(Dataset dataset) => dataset.TagReadings is not [var first, ..] ? []
        : [$"{dataset.TagReadings.Sum(r => r.Tracks)} song(s) name a genre otherwise than it is called here, for instance "
            + $"\"{first.Tag}\" for {string.Join(", ", first.Genres)}; workbench data describe lists all."];

    /// <summary>Reads a dataset in the first form that fits, as it is.</summary>
    private static Dataset ReadForm(DatasetRequest request) =>
        (Forms.FirstOrDefault(f => f.Recognises(request))
            ?? throw new WorkbenchException($"{request.NameOrPath}: no such file or folder.{Meant(request)}")).Read(request);

    private static Dataset ReadStored(DatasetRequest request)
    {
        var folder = ObjectFolder.PlaceIn(request.Data, request.NameOrPath);
        ObjectFolder.Fetch(request.NameOrPath, folder, request.Work); // what is new or has changed there
        return ReadForm(request with { NameOrPath = folder }) with { Copy = new(request.NameOrPath, folder) };
    }

    private static Dataset ReadDemo(DatasetRequest request)
    {
        var manifest = DemoCorpus.Make(request.Data.DemoPath, DemoSpec.Default, request.Work);
        return CsvManifest.Read(manifest, request.Work) with
        {
            Name = DemoName,
            LabelOrigin = "the demo corpus itself",
            Notes = ["Synthetic music, composed and played by the workbench itself: its scores say nothing about real music."],
        };
    }
}
