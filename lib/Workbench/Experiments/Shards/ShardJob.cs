using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Workbench.Datasets;
using Workbench.Datasets.Fetch;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Training.Engines;

namespace Workbench.Experiments.Shards;

/// <summary>
/// Many songs whose features are extracted or whose genres are predicted, or many experiments that are trained, by tasks of any engine that
/// share a folder, or a place in an object storage, and nothing else. It holds the plan (<c>job.json</c>), the songs (<c>songs.jsonl</c>)
/// and a folder a shard, which is whole or absent: a task may be killed, repeated, or run twice at once.
/// </summary>
public sealed class ShardJob
{
    private const string SongFile = "songs.jsonl", SkippedFile = "skipped.csv", ShardsFolder = "shards";
    private const string DoneFile = "done.json", FailuresFolder = "failures";

    private readonly JobPlace place;
    private readonly string hash;
    private readonly ShardList songs;

    private ShardJob(JobPlace place)
    {
        this.place = place;
        Plan = SpecJson.ReadFile<ShardPlan>(Path.Combine(Folder, JobPlace.PlanFile));
        hash = SpecJson.Hash(Plan);
        songs = new(Path.Combine(Folder, SongFile));
    }

    /// <summary>More shards than that are no plan: files and tasks would cost more than the songs.</summary>
    public const int MostShards = 100_000;

    /// <summary>Where it is: a folder, or an address of an object storage.</summary>
    public string Name => place.Name;

    /// <summary>Where its plan lies here: the folder itself, or a copy of what lies in the object storage.</summary>
    public string Folder => place.Folder;

    /// <summary>What the job is.</summary>
    public ShardPlan Plan { get; }

    /// <summary>Number of shards.</summary>
    public int Count => Plan.Shards.Length;

    /// <summary>Whether a place is that of a job.</summary>
    /// <param name="place">A folder, or an address of an object storage, which is asked.</param>
    public static bool Is(string place) => JobPlace.IsPlanned(place, Work.Default);

    /// <summary>Plans the extraction of features; where it is planned already, its songs stay what they were.</summary>
    /// <param name="place">A folder that every task sees, made if absent; or an address of an object storage.</param>
    /// <param name="dataset">The songs.</param>
    /// <param name="spec">What is extracted: a row a song.</param>
    /// <param name="count">Number of shards, 1 to <see cref="MostShards"/>.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <param name="data">Where copies of jobs in object storages are kept; null for <see cref="DataFolder.Find"/>.</param>
    /// <exception cref="WorkbenchException">
    /// The spec keeps every frame, the count is none, or the place holds another job.
    /// </exception>
    public static ShardJob Create(
        string place, Dataset dataset, FeatureSpec spec, int count, Work? work = null, DataFolder? data = null)
    {
        if (spec.KeepsFrames || spec.Table is not null)
            throw new WorkbenchException("Shards make tables of one row a song from sound, and this feature spec "
                + (spec.Table is null ? "keeps every frame. Name at least one statistic in it." : $"takes them from {spec.Table.Path}."));
        if (!dataset.HasAudio)
            throw new WorkbenchException($"{dataset.Name}: there is no audio to extract features from.");
        string AddressOf(string path) => dataset.Copy?.AddressOf(path) ?? path;
        return Create(place, dataset.Name, new FeatureWork(spec),
            _ => dataset.Tracks.Select(track => ShardSong.Of(track) with { AudioPath = AddressOf(track.AudioPath) }),
            [.. dataset.Skipped.Select(file => file with { Path = AddressOf(file.Path) })], count, work, data);
    }

    /// <summary>Plans the prediction of genres; where it is planned already, its songs stay what they were.</summary>
    /// <param name="place">
    /// A folder that every task sees, made if absent; or an address of an object storage. The model is put into it.
    /// </param>
    /// <param name="model">Who answers.</param>
    /// <param name="name">What the model is called.</param>
    /// <param name="songs">The files.</param>
    /// <param name="count">Number of shards, 1 to <see cref="MostShards"/>.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <param name="data">Where copies of jobs in object storages are kept; null for <see cref="DataFolder.Find"/>.</param>
    /// <exception cref="WorkbenchException">
    /// The model was trained on a table, there is no song, the count is none, or the place holds another job.
    /// </exception>
    public static ShardJob Create(
        string place, TrainedModel model, string name, NamedSongs songs, int count, Work? work = null, DataFolder? data = null)
    {
        model.RequireSound();
        if (songs.Files.IsEmpty)
            throw new WorkbenchException($"There is no song to predict the genres of. {songs.Unreadable.FirstOrDefault()?.Reason}");
        return Create(place, Path.GetFullPath(songs.Files[0]), new PredictionWork(name), folder =>
        {
            PredictionWork.Save(model, folder);
            return songs.Files.Select(Path.GetFullPath).Select(path => new ShardSong(path, path, [], null, null));
        }, songs.Unreadable, count, work, data);
    }

    /// <summary>Plans trainings, one a shard.</summary>
    /// <param name="place">A folder that every task sees, made if absent; or an address of an object storage.</param>
    /// <param name="experiments">The experiments, 1 to <see cref="MostShards"/>.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <param name="data">Where copies of jobs in object storages are kept; null for <see cref="DataFolder.Find"/>.</param>
    /// <exception cref="WorkbenchException">There are none or too many, or the place holds another job.</exception>
    public static ShardJob Create(
        string place, ImmutableArray<ExperimentSpec> experiments, Work? work = null, DataFolder? data = null) => Create(place,
        experiments.FirstOrDefault()?.Dataset ?? "", new TrainingWork(experiments), _ => [], [], experiments.Length, work, data);

    private static ShardJob Create(string named, string name, ShardWork what, Func<string, IEnumerable<ShardSong>> songs,
        ImmutableArray<SkippedFile> skipped, int count, Work? work, DataFolder? data)
    {
        work ??= Work.Default;
        if (count is < 1 or > MostShards)
            throw new WorkbenchException(string.Create(CultureInfo.InvariantCulture,
                $"{count} shards must be 1 to {MostShards}; a few for each processor are usual."));
        if (JobPlace.Find(named, data, work) is { } planned)
        {
            ShardJob known = new(planned);
            return (known.Plan.Dataset, SpecJson.Hash(known.Plan.Work), known.Count) == (name, SpecJson.Hash(what), count) ? known
                : throw new WorkbenchException($"{named} holds another job already: {known.Plan.Dataset}, "
                    + $"{Counted.Of(known.Count, "shard")}. Name another place.");
        }
        var place = JobPlace.New(named, data, work);
        Directory.CreateDirectory(place.Folder);
        var list = new ShardList(Path.Combine(place.Folder, SongFile));
        var plan = new ShardPlan(name, what, list.Write(songs(place.Folder), count, work));
        SkippedFileList.Write(Path.Combine(place.Folder, SkippedFile), skipped);
        AtomicFile.WriteText(Path.Combine(place.Folder, JobPlace.PlanFile), SpecJson.Write(plan)); // last: now it is a job
        place.Send("", JobPlace.PlanFile, work);
        return Open(named, work, data);
    }

    /// <summary>Opens a job.</summary>
    /// <param name="place">Its folder, or its address in an object storage.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <param name="data">Where copies of jobs in object storages are kept; null for <see cref="DataFolder.Find"/>.</param>
    /// <exception cref="WorkbenchException">It is none.</exception>
    public static ShardJob Open(string place, Work? work = null, DataFolder? data = null) =>
        JobPlace.Find(place, data, work ?? Work.Default) is { } planned ? new(planned)
            : throw new WorkbenchException($"{place}: no job, as it has no {JobPlace.PlanFile}. Plan one: workbench features plan DATASET "
                + $"--job {place} --shards 8.{(ObjectFolder.Is(place) || Directory.Exists(place) ? "" : NearestPath.Hint(place))}");

    /// <summary>Whether a shard is done.</summary>
    /// <param name="shard">From 0.</param>
    public bool IsDone(int shard) => place.Has(BelowOf(shard), DoneFile);

    /// <summary>The shards that are not done, from 0, ascending.</summary>
    public ImmutableArray<int> Missing
    {
        get
        {
            var done = place.FoldersWith(ShardsFolder, DoneFile).ToHashSet();
            return [.. Enumerable.Range(0, Count).Where(shard => !done.Contains(NumberOf(shard)))];
        }
    }

    /// <summary>The shards that are not done, and of which a task has said that the same again would not help, with its reason.</summary>
    public ImmutableArray<(int Shard, string Reason)> Failures
    {
        get
        {
            var reasons = place.Texts(FailuresFolder);
            return reasons.IsEmpty ? []
                : [.. from shard in Missing
                    where reasons.ContainsKey(FailureOf(shard))
                    select (shard, reasons[FailureOf(shard)].Trim())];
        }
    }

    /// <summary>Says of a shard that the same again would not help.</summary>
    /// <param name="shard">Which, from 0.</param>
    /// <param name="reason">Why, for people.</param>
    public void Fail(int shard, string reason)
    {
        var path = Path.Combine(Folder, FailuresFolder);
        Directory.CreateDirectory(path);
        AtomicFile.WriteText(Path.Combine(path, FailureOf(shard)), $"{reason}\n");
        place.Send(FailuresFolder, null, Work.Default);
    }

    /// <summary>Forgets <see cref="Failures"/>, as whoever has mended their reason wants it.</summary>
    public void ForgetFailures() => place.Delete(FailuresFolder);

    /// <summary>Does a shard, unless that is done.</summary>
    /// <param name="workspace">Whose cache keeps what is heard until the shard is whole.</param>
    /// <param name="shard">Which, from 0.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <param name="engine">What runs networks that are trained; null for a <see cref="ManagedEngine"/>.</param>
    /// <exception cref="WorkbenchException">There is no such shard, or the list of songs has changed.</exception>
    public void Do(Workspace workspace, int shard, Work? work = null, IEngine? engine = null)
    {
        work ??= Work.Default;
        if (shard < 0 || shard >= Count)
            throw new WorkbenchException($"Shard {shard}: the job in {Name} has {Counted.Of(Count, "shard")}, 0 to {Count - 1}.");
        if (IsDone(shard))
            return;
        BringModel(work);
        var mine = songs.Read(Plan.Shards, shard);
        var addressOf = mine.ToLookup(song => PathOf(song, workspace.Data), song => song.AudioPath);
        if (mine.Select(song => song.AudioPath).Where(ObjectFolder.Is).ToArray() is { Length: > 0 } addresses)
            ObjectFolder.FetchFiles(addresses, workspace.Data, work);
        var made = Plan.Work.Do(new(shard, [.. mine.Select(song => song with { AudioPath = PathOf(song, workspace.Data) })], Folder,
            workspace, engine ?? new ManagedEngine()), work);
        try
        {
            AtomicFolder.Write(FolderOf(shard), _ => !IsDone(shard), part =>
            {
                var path = Path.Combine(part, Plan.Work.PartName);
                made.Write(path);
                SkippedFileList.Write(Path.Combine(part, SkippedFile),
                    [.. made.Skipped.Select(file => file with { Path = addressOf[file.Path].First() })]);
                AtomicFile.WriteText(Path.Combine(part, DoneFile),
                    SpecJson.Write(new ShardDone(hash, shard, made.Songs, made.Skipped.Length, Checksum(path))));
            });
            place.Send(BelowOf(shard), DoneFile, work);
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
            throw new WorkbenchException($"{Name} is no job of features, and makes no table of them; "
                + (Plan.Work is PredictionWork ? $"ask for its answers: workbench predict {Name}"
                    : $"take its runs: workbench sweep merge {Name}"));
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
            throw new WorkbenchException($"{Name}: no song of {Plan.Dataset} could be read: "
                + (skipped is [.., var last] ? $"{last.Path}: {last.Reason}" : "it has none."));
        heard.Sort((one, other) => string.CompareOrdinal(one.Id, other.Id));
        return (merged with { Songs = [.. heard.Select(song => song.ToTableSong(PathOf(song, place.Data)))], Spec = spec }, skipped);
    }

    /// <summary>Joins the answers of all shards; as often as wanted, and the same as one process would have given.</summary>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>Who answers and what it is called, its answers by the path of the song, and the files that were left out.</returns>
    /// <exception cref="WorkbenchException">A shard is missing, damaged, or of another job; or it is no job of predictions.</exception>
    public (TrainedModel Model, string Name, IEnumerable<SongAnswer> Answers, ImmutableArray<SkippedFile> Skipped) Answers(
        Work? work = null)
    {
        if (Plan.Work is not PredictionWork { Model: var name })
            throw new WorkbenchException($"{Name} is no job of predictions, and has no answers.");
        List<(string Song, string Line)> lines = []; // as text, which takes less room than answers
        BringModel(work ?? Work.Default);
        foreach (var (path, _) in Parts(work ?? Work.Default))
            lines.AddRange(File.ReadLines(path).Select(line => (SpecJson.Read<SongAnswer>(line).Song, line)));
        lines.Sort((one, other) => string.CompareOrdinal(one.Song, other.Song));
        return (PredictionWork.Load(Folder), name, lines.Select(line => SpecJson.Read<SongAnswer>(line.Line)), Skipped());
    }

    /// <summary>Takes the runs of the shards that are done into a store, where those that were taken before stay.</summary>
    /// <param name="runs">The store.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <returns>The experiments of the job.</returns>
    /// <exception cref="WorkbenchException">A shard is damaged or of another job; or it is no job of trainings.</exception>
    public ImmutableArray<ExperimentSpec> TakeRuns(RunStore runs, Work? work = null)
    {
        if (Plan.Work is not TrainingWork { Experiments: var experiments })
            throw new WorkbenchException($"{Name} is no job of trainings; workbench features or workbench predict knows it.");
        work ??= Work.Default;
        int[] done = [.. Enumerable.Range(0, Count).Except(Missing)];
        if (done.Length > 0)
            place.Bring(ShardsFolder, work);
        foreach (var shard in work.Each(done))
            runs.Take(Part(shard));
        return experiments;
    }

    /// <summary>What was made of each shard, and of which songs.</summary>
    private IEnumerable<(string Path, ImmutableArray<ShardSong> Songs)> Parts(Work work)
    {
        if (Missing is { IsEmpty: false } missing)
            throw new WorkbenchException($"{Name}: {Counted.Of(missing.Length, "shard")} of {Count} missing: "
                + $"{ShardRanges.Write(missing)}. Run them again; what is done is kept.");
        place.Bring(ShardsFolder, work);
        return work.Each(Enumerable.Range(0, Count)).Select(shard => (Part(shard), songs.Read(Plan.Shards, shard)));
    }

    /// <summary>The file that was made of a shard.</summary>
    private string Part(int shard)
    {
        var path = Path.Combine(FolderOf(shard), Plan.Work.PartName);
        var done = SpecJson.ReadFile<ShardDone>(Path.Combine(FolderOf(shard), DoneFile));
        if ((done.Job, done.Shard) != (hash, shard))
            throw new WorkbenchException(
                $"{place.NameOf(BelowOf(shard))}: a shard of another job. Delete the folder, and run shard {shard} again.");
        return File.Exists(path) && Checksum(path) == done.Sha256 ? path : throw new WorkbenchException(
            $"{path}: damaged, or gone. Delete {place.NameOf(BelowOf(shard))}, and run shard {shard} again.");
    }

    /// <summary>What was left out when the job was planned, and then what its tasks could not read, by id.</summary>
    private ImmutableArray<SkippedFile> Skipped() =>
    [
        .. SkippedFileList.Read(Path.Combine(Folder, SkippedFile)).Concat(Enumerable.Range(0, Count).SelectMany(shard =>
        {
            var mine = songs.Read(Plan.Shards, shard).ToLookup(song => song.AudioPath);
            return SkippedFileList.Read(Path.Combine(FolderOf(shard), SkippedFile))
                .Select(file => (mine[file.Path].First().Id, File: file));
        }).OrderBy(song => song.Id, StringComparer.Ordinal).Select(song => song.File))
            .Select(file => file with { Path = ObjectFolder.PathOf(file.Path, place.Data) }),
    ];

    /// <summary>Where a song lies on a machine.</summary>
    private static string PathOf(ShardSong song, DataFolder data) => ObjectFolder.PathOf(song.AudioPath, data);

    /// <summary>Has the model here that a job of predictions asks.</summary>
    private void BringModel(Work work)
    {
        if (Plan.Work is PredictionWork)
            place.Bring(PredictionWork.ModelFolder, work);
    }

    private string FolderOf(int shard) => Path.Combine(Folder, ShardsFolder, NumberOf(shard));

    /// <summary>The folder of a shard in that of the job, as storages write it.</summary>
    private static string BelowOf(int shard) => $"{ShardsFolder}/{NumberOf(shard)}";

    private static string FailureOf(int shard) => $"{NumberOf(shard)}.txt";

    private static string NumberOf(int shard) => shard.ToString("D5", CultureInfo.InvariantCulture);

    private static string Checksum(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
