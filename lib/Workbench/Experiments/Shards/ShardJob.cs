using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Training.Engines;

namespace Workbench.Experiments.Shards;

/// <summary>
/// Many songs whose features are extracted or whose genres are predicted, or many experiments that are trained, by tasks of any engine that
/// share a folder and nothing else. The folder holds the plan (<c>job.json</c>), the songs (<c>songs.jsonl</c>) and a folder a shard, which
/// is whole or absent: a task may be killed, repeated, or run twice at once.
/// </summary>
public sealed class ShardJob
{
    private const string PlanFile = "job.json", SongFile = "songs.jsonl", SkippedFile = "skipped.csv", ShardsFolder = "shards";
    private const string DoneFile = "done.json", FailuresFolder = "failures";

    private readonly string folder, hash;
    private readonly ShardList songs;

    private ShardJob(string folder, ShardPlan plan)
    {
        (this.folder, Plan) = (folder, plan);
        hash = SpecJson.Hash(plan);
        songs = new(Path.Combine(folder, SongFile));
    }

    /// <summary>More shards than that are no plan: files and tasks would cost more than the songs.</summary>
    public const int MostShards = 100_000;

    /// <summary>Where it is.</summary>
    public string Folder => folder;

    /// <summary>What the job is.</summary>
    public ShardPlan Plan { get; }

    /// <summary>Number of shards.</summary>
    public int Count => Plan.Shards.Length;

    /// <summary>Whether a folder is that of a job.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, PlanFile));

    /// <summary>Plans the extraction of features; where it is planned already, its songs stay what they were.</summary>
    /// <param name="folder">A folder that every task sees; made if absent.</param>
    /// <param name="dataset">The songs.</param>
    /// <param name="spec">What is extracted: a row a song.</param>
    /// <param name="count">Number of shards, 1 to <see cref="MostShards"/>.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">
    /// The spec keeps every frame, the count is none, or the folder holds another job.
    /// </exception>
    public static ShardJob Create(string folder, Dataset dataset, FeatureSpec spec, int count, Work? work = null)
    {
        if (spec.KeepsFrames || spec.Table is not null)
            throw new WorkbenchException("Shards make tables of one row a song from sound, and this feature spec "
                + (spec.Table is null ? "keeps every frame. Name at least one statistic in it." : $"takes them from {spec.Table.Path}."));
        if (!dataset.HasAudio)
            throw new WorkbenchException($"{dataset.Name}: there is no audio to extract features from.");
        return Create(folder, dataset.Name, new FeatureWork(spec), () => dataset.Tracks.Select(ShardSong.Of), dataset.Skipped, count, work);
    }

    /// <summary>Plans the prediction of genres; where it is planned already, its songs stay what they were.</summary>
    /// <param name="folder">A folder that every task sees; made if absent. The model is put into it.</param>
    /// <param name="model">Who answers.</param>
    /// <param name="name">What the model is called.</param>
    /// <param name="songs">The files.</param>
    /// <param name="count">Number of shards, 1 to <see cref="MostShards"/>.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">
    /// The model was trained on a table, there is no song, the count is none, or the folder holds another job.
    /// </exception>
    public static ShardJob Create(string folder, TrainedModel model, string name, NamedSongs songs, int count, Work? work = null)
    {
        model.RequireSound();
        if (songs.Files.IsEmpty)
            throw new WorkbenchException($"There is no song to predict the genres of. {songs.Unreadable.FirstOrDefault()?.Reason}");
        return Create(folder, Path.GetFullPath(songs.Files[0]), new PredictionWork(name), () =>
        {
            PredictionWork.Save(model, folder);
            return songs.Files.Select(Path.GetFullPath).Select(path => new ShardSong(path, path, [], null, null));
        }, songs.Unreadable, count, work);
    }

    /// <summary>Plans trainings, one a shard.</summary>
    /// <param name="folder">A folder that every task sees; made if absent.</param>
    /// <param name="experiments">The experiments, 1 to <see cref="MostShards"/>.</param>
    /// <exception cref="WorkbenchException">There are none or too many, or the folder holds another job.</exception>
    public static ShardJob Create(string folder, ImmutableArray<ExperimentSpec> experiments) =>
        Create(folder, experiments.FirstOrDefault()?.Dataset ?? "", new TrainingWork(experiments), () => [], [], experiments.Length, null);

    private static ShardJob Create(string folder, string name, ShardWork what, Func<IEnumerable<ShardSong>> songs,
        ImmutableArray<SkippedFile> skipped, int count, Work? work)
    {
        if (count is < 1 or > MostShards)
            throw new WorkbenchException(string.Create(CultureInfo.InvariantCulture,
                $"{count} shards must be 1 to {MostShards}; a few for each processor are usual."));
        if (Is(folder))
        {
            var known = Open(folder);
            return (known.Plan.Dataset, SpecJson.Hash(known.Plan.Work), known.Count) == (name, SpecJson.Hash(what), count) ? known
                : throw new WorkbenchException($"{folder} holds another job already: {known.Plan.Dataset}, "
                    + $"{Counted.Of(known.Count, "shard")}. Name another folder.");
        }
        Directory.CreateDirectory(folder);
        var list = new ShardList(Path.Combine(folder, SongFile));
        var plan = new ShardPlan(name, what, list.Write(songs(), count, work ?? Work.Default));
        SkippedFileList.Write(Path.Combine(folder, SkippedFile), skipped);
        AtomicFile.WriteText(Path.Combine(folder, PlanFile), SpecJson.Write(plan)); // last: now it is a job
        return new(folder, plan);
    }

    /// <summary>Opens a job.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="WorkbenchException">It is none.</exception>
    public static ShardJob Open(string folder) => Is(folder)
        ? new(folder, SpecJson.ReadFile<ShardPlan>(Path.Combine(folder, PlanFile)))
        : throw new WorkbenchException($"{folder}: no job, as it has no {PlanFile}. Plan one: "
            + $"workbench features plan DATASET --job {folder} --shards 8.{(Directory.Exists(folder) ? "" : NearestPath.Hint(folder))}");

    /// <summary>Whether a shard is done.</summary>
    /// <param name="shard">From 0.</param>
    public bool IsDone(int shard) => File.Exists(Path.Combine(FolderOf(shard), DoneFile));

    /// <summary>The shards that are not done, from 0, ascending.</summary>
    public ImmutableArray<int> Missing => [.. Enumerable.Range(0, Count).Where(shard => !IsDone(shard))];

    /// <summary>The shards that are not done, and of which a task has said that the same again would not help, with its reason.</summary>
    public ImmutableArray<(int Shard, string Reason)> Failures => Directory.Exists(FailuresPath)
        ? [.. from shard in Missing
            let path = FailureOf(shard)
            where File.Exists(path)
            select (shard, File.ReadAllText(path).Trim())]
        : [];

    private string FailuresPath => Path.Combine(folder, FailuresFolder);

    /// <summary>Says of a shard that the same again would not help.</summary>
    /// <param name="shard">Which, from 0.</param>
    /// <param name="reason">Why, for people.</param>
    public void Fail(int shard, string reason)
    {
        Directory.CreateDirectory(FailuresPath);
        AtomicFile.WriteText(FailureOf(shard), $"{reason}\n");
    }

    /// <summary>Forgets <see cref="Failures"/>, as whoever has mended their reason wants it.</summary>
    public void ForgetFailures()
    {
        if (Directory.Exists(FailuresPath))
            Directory.Delete(FailuresPath, recursive: true);
    }

    /// <summary>Does a shard, unless that is done.</summary>
    /// <param name="workspace">Whose cache keeps what is heard until the shard is whole.</param>
    /// <param name="shard">Which, from 0.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <param name="engine">What runs networks that are trained; null for a <see cref="ManagedEngine"/>.</param>
    /// <exception cref="WorkbenchException">There is no such shard, or the list of songs has changed.</exception>
    public void Do(Workspace workspace, int shard, Work? work = null, IEngine? engine = null)
    {
        if (shard < 0 || shard >= Count)
            throw new WorkbenchException($"Shard {shard}: the job in {folder} has {Counted.Of(Count, "shard")}, 0 to {Count - 1}.");
        if (IsDone(shard))
            return;
        var made = Plan.Work.Do(
            new(shard, songs.Read(Plan.Shards, shard), folder, workspace, engine ?? new ManagedEngine()), work ?? Work.Default);
        try
        {
            AtomicFolder.Write(FolderOf(shard), _ => !IsDone(shard), part =>
            {
                var path = Path.Combine(part, Plan.Work.PartName);
                made.Write(path);
                SkippedFileList.Write(Path.Combine(part, SkippedFile), made.Skipped);
                AtomicFile.WriteText(Path.Combine(part, DoneFile),
                    SpecJson.Write(new ShardDone(hash, shard, made.Songs, made.Skipped.Length, Checksum(path))));
            });
        }
        catch (Exception error) when (error is IOException or WorkbenchException && IsDone(shard))
        {
            // Another task was faster with the same shard, and the same songs give the same bytes.
        }
    }

    /// <summary>Joins the features of all shards; as often as wanted, and the same as one process would have extracted.</summary>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>The features, and the files that were left out.</returns>
    /// <exception cref="WorkbenchException">
    /// A shard is missing, damaged, or of another job; no song could be read; or it is no job of features.
    /// </exception>
    public (FeatureTable Table, ImmutableArray<SkippedFile> Skipped) Merge(Work? work = null)
    {
        if (Plan.Work is not FeatureWork { Spec: var spec })
            throw new WorkbenchException($"{folder} is no job of features, and makes no table of them; "
                + (Plan.Work is PredictionWork ? $"ask for its answers: workbench predict {folder}"
                    : $"take its runs: workbench sweep merge {folder}"));
        List<FeatureTable> tables = [];
        List<ShardSong> heard = [];
        foreach (var (path, mine) in Parts(work ?? Work.Default))
        {
            var table = FeatureTable.Read(path);
            var named = mine.ToDictionary(song => song.Id);
            tables.Add(table);
            heard.AddRange(table.RowNames.Select(name => named[name]));
        }
        var (merged, skipped) = (FeatureTable.Merge(tables), Skipped());
        if (merged.RowNames.IsEmpty)
            throw new WorkbenchException($"{folder}: no song of {Plan.Dataset} could be read: "
                + (skipped is [.., var last] ? $"{last.Path}: {last.Reason}" : "it has none."));
        heard.Sort((one, other) => string.CompareOrdinal(one.Id, other.Id));
        return (merged with { Songs = [.. heard.Select(song => song.ToTableSong())], Spec = spec }, skipped);
    }

    /// <summary>Joins the answers of all shards; as often as wanted, and the same as one process would have given.</summary>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>Who answers and what it is called, its answers by the path of the song, and the files that were left out.</returns>
    /// <exception cref="WorkbenchException">A shard is missing, damaged, or of another job; or it is no job of predictions.</exception>
    public (TrainedModel Model, string Name, IEnumerable<SongAnswer> Answers, ImmutableArray<SkippedFile> Skipped) Answers(
        Work? work = null)
    {
        if (Plan.Work is not PredictionWork { Model: var name })
            throw new WorkbenchException($"{folder} is no job of predictions, and has no answers.");
        List<(string Song, string Line)> lines = []; // as text, which takes less room than answers
        foreach (var (path, _) in Parts(work ?? Work.Default))
            lines.AddRange(File.ReadLines(path).Select(line => (SpecJson.Read<SongAnswer>(line).Song, line)));
        lines.Sort((one, other) => string.CompareOrdinal(one.Song, other.Song));
        return (PredictionWork.Load(folder), name, lines.Select(line => SpecJson.Read<SongAnswer>(line.Line)), Skipped());
    }

    /// <summary>Takes the runs of the shards that are done into a store, where those that were taken before stay.</summary>
    /// <param name="runs">The store.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>The experiments of the job.</returns>
    /// <exception cref="WorkbenchException">A shard is damaged or of another job; or it is no job of trainings.</exception>
    public ImmutableArray<ExperimentSpec> TakeRuns(RunStore runs, Work? work = null)
    {
        if (Plan.Work is not TrainingWork { Experiments: var experiments })
            throw new WorkbenchException($"{folder} is no job of trainings; workbench features or workbench predict knows it.");
        foreach (var shard in (work ?? Work.Default).Each(Enumerable.Range(0, Count)).Where(IsDone))
            runs.Take(Part(shard));
        return experiments;
    }

    /// <summary>What was made of each shard, and of which songs.</summary>
    private IEnumerable<(string Path, ImmutableArray<ShardSong> Songs)> Parts(Work work)
    {
        if (Missing is { IsEmpty: false } missing)
            throw new WorkbenchException($"{folder}: {Counted.Of(missing.Length, "shard")} of {Count} missing: "
                + $"{ShardRanges.Write(missing)}. Run them again; what is done is kept.");
        return work.Each(Enumerable.Range(0, Count)).Select(shard => (Part(shard), songs.Read(Plan.Shards, shard)));
    }

    /// <summary>The file that was made of a shard.</summary>
    private string Part(int shard)
    {
        var path = Path.Combine(FolderOf(shard), Plan.Work.PartName);
        var done = SpecJson.ReadFile<ShardDone>(Path.Combine(FolderOf(shard), DoneFile));
        if ((done.Job, done.Shard) != (hash, shard))
            throw new WorkbenchException($"{FolderOf(shard)}: a shard of another job. Delete the folder, and run shard {shard} again.");
        return File.Exists(path) && Checksum(path) == done.Sha256 ? path
            : throw new WorkbenchException($"{path}: damaged, or gone. Delete {FolderOf(shard)}, and run shard {shard} again.");
    }

    /// <summary>What was left out when the job was planned, and then what its tasks could not read, by id.</summary>
    private ImmutableArray<SkippedFile> Skipped() =>
    [
        .. SkippedFileList.Read(Path.Combine(folder, SkippedFile)),
        .. Enumerable.Range(0, Count).SelectMany(shard =>
        {
            var mine = songs.Read(Plan.Shards, shard).ToLookup(song => song.AudioPath);
            return SkippedFileList.Read(Path.Combine(FolderOf(shard), SkippedFile))
                .Select(file => (mine[file.Path].First().Id, File: file));
        }).OrderBy(song => song.Id, StringComparer.Ordinal).Select(song => song.File),
    ];

    private string FolderOf(int shard) => Path.Combine(folder, ShardsFolder, NameOf(shard));

    private string FailureOf(int shard) => Path.Combine(FailuresPath, $"{NameOf(shard)}.txt");

    private static string NameOf(int shard) => shard.ToString("D5", CultureInfo.InvariantCulture);

    private static string Checksum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
