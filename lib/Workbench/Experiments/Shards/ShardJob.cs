using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Experiments.Shards;

/// <summary>
/// Features of many songs, extracted by tasks of any engine that share a folder and nothing else. The folder holds the plan
/// (<c>job.json</c>), the songs (<c>songs.jsonl</c>) and a folder a shard, which is whole or absent: a task may be killed, repeated, or run
/// twice at once.
/// </summary>
public sealed class ShardJob
{
    private const string PlanFile = "job.json", SongFile = "songs.jsonl", SkippedFile = "skipped.csv", ShardsFolder = "shards";
    private const string TableFile = "features.npy", DoneFile = "done.json", FailuresFolder = "failures";

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

    /// <summary>Where an engine keeps what tasks print, in the folder of a job.</summary>
    public const string LogsFolder = "logs";

    /// <summary>Where it is.</summary>
    public string Folder => folder;

    /// <summary>What the job is.</summary>
    public ShardPlan Plan { get; }

    /// <summary>Number of shards.</summary>
    public int Count => Plan.Shards.Length;

    /// <summary>Whether a folder is that of a job.</summary>
    public static bool Is(string folder) => File.Exists(Path.Combine(folder, PlanFile));

    /// <summary>Plans a job; where it is planned already, its songs stay what they were.</summary>
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
        if (count is < 1 or > MostShards)
            throw new WorkbenchException(string.Create(CultureInfo.InvariantCulture,
                $"{count} shards must be 1 to {MostShards}; a few for each processor are usual."));
        if (spec.KeepsFrames || spec.Table is not null)
            throw new WorkbenchException("Shards make tables of one row a song from sound, and this feature spec "
                + (spec.Table is null ? "keeps every frame. Name at least one statistic in it." : $"takes them from {spec.Table.Path}."));
        if (!dataset.HasAudio)
            throw new WorkbenchException($"{dataset.Name}: there is no audio to extract features from.");
        if (Is(folder))
        {
            var known = Open(folder);
            return (known.Plan.Dataset, known.Plan.Features.Hash, known.Count) == (dataset.Name, spec.Hash, count) ? known
                : throw new WorkbenchException($"{folder} holds another job already: {known.Plan.Dataset}, "
                    + $"{Counted.Of(known.Count, "shard")}. Name another folder.");
        }
        Directory.CreateDirectory(folder);
        var list = new ShardList(Path.Combine(folder, SongFile));
        var plan = new ShardPlan(dataset.Name, spec, list.Write(dataset.Tracks.Select(ShardSong.Of), count, work ?? Work.Default));
        SkippedFileList.Write(Path.Combine(folder, SkippedFile), dataset.Skipped);
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

    /// <summary>Extracts the features of a shard, unless that is done.</summary>
    /// <param name="workspace">Whose cache keeps the features that are extracted until the shard is whole.</param>
    /// <param name="shard">Which, from 0.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">There is no such shard, or the list of songs has changed.</exception>
    public void Extract(Workspace workspace, int shard, Work? work = null)
    {
        if (shard < 0 || shard >= Count)
            throw new WorkbenchException($"Shard {shard}: the job in {folder} has {Counted.Of(Count, "shard")}, 0 to {Count - 1}.");
        if (IsDone(shard))
            return;
        var mine = songs.Read(Plan.Shards, shard);
        var (features, rows, skipped) = workspace.Summaries([.. mine.Select(song => song.AudioPath)], Plan.Features, work ?? Work.Default);
        var table = new FeatureTable([.. rows.Select(row => mine[row].Id)], features);
        try
        {
            AtomicFolder.Write(FolderOf(shard), _ => !IsDone(shard), part =>
            {
                var path = Path.Combine(part, TableFile);
                table.Write(path);
                SkippedFileList.Write(Path.Combine(part, SkippedFile), skipped);
                AtomicFile.WriteText(Path.Combine(part, DoneFile),
                    SpecJson.Write(new ShardDone(hash, shard, rows.Length, skipped.Length, Checksum(path))));
            });
        }
        catch (Exception error) when (error is IOException or WorkbenchException && IsDone(shard))
        {
            // Another task was faster with the same shard, and the same songs give the same bytes.
        }
    }

    /// <summary>Joins all shards; as often as wanted, and the same as one process would have extracted.</summary>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>The features, and the files that were left out.</returns>
    /// <exception cref="WorkbenchException">A shard is missing, damaged, or of another job; or no song could be read.</exception>
    public (FeatureTable Table, ImmutableArray<SkippedFile> Skipped) Merge(Work? work = null)
    {
        work ??= Work.Default;
        if (Missing is { IsEmpty: false } missing)
            throw new WorkbenchException($"{folder}: {Counted.Of(missing.Length, "shard")} of {Count} missing: "
                + $"{ShardRanges.Write(missing)}. Run them again; what is done is kept.");
        List<FeatureTable> tables = [];
        List<ShardSong> heard = [];
        var skipped = SkippedFileList.Read(Path.Combine(folder, SkippedFile)).ToBuilder();
        List<(string Id, SkippedFile File)> unreadable = [];
        foreach (var shard in work.Each(Enumerable.Range(0, Count)))
        {
            var table = Read(shard);
            var mine = songs.Read(Plan.Shards, shard).ToLookup(song => song.AudioPath);
            var named = mine.SelectMany(song => song).ToDictionary(song => song.Id);
            tables.Add(table);
            heard.AddRange(table.RowNames.Select(name => named[name]));
            unreadable.AddRange(SkippedFileList.Read(Path.Combine(FolderOf(shard), SkippedFile))
                .Select(file => (mine[file.Path].First().Id, file)));
        }
        skipped.AddRange(unreadable.OrderBy(song => song.Id, StringComparer.Ordinal).Select(song => song.File));
        var merged = FeatureTable.Merge(tables);
        if (merged.RowNames.IsEmpty)
            throw new WorkbenchException($"{folder}: no song of {Plan.Dataset} could be read: "
                + (unreadable is [var first, ..] ? $"{first.File.Path}: {first.File.Reason}" : "it has none."));
        heard.Sort((one, other) => string.CompareOrdinal(one.Id, other.Id));
        return (merged with { Songs = [.. heard.Select(song => song.ToTableSong())], Spec = Plan.Features }, skipped.ToImmutable());
    }

    private FeatureTable Read(int shard)
    {
        var path = Path.Combine(FolderOf(shard), TableFile);
        var done = SpecJson.ReadFile<ShardDone>(Path.Combine(FolderOf(shard), DoneFile));
        if ((done.Job, done.Shard) != (hash, shard))
            throw new WorkbenchException($"{FolderOf(shard)}: a shard of another job. Delete the folder, and run shard {shard} again.");
        return File.Exists(path) && Checksum(path) == done.Sha256 ? FeatureTable.Read(path)
            : throw new WorkbenchException($"{path}: damaged, or gone. Delete {FolderOf(shard)}, and run shard {shard} again.");
    }

    private string FolderOf(int shard) => Path.Combine(folder, ShardsFolder, NameOf(shard));

    private string FailureOf(int shard) => Path.Combine(FailuresPath, $"{NameOf(shard)}.txt");

    private static string NameOf(int shard) => shard.ToString("D5", CultureInfo.InvariantCulture);

    private static string Checksum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
