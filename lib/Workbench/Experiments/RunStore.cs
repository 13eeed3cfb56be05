using System.Globalization;
using System.IO.Compression;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// The runs on disk, one folder each. A run is written under a temporary name and renamed when whole, so that a folder
/// that is there is finished. The database keeps the count of test openings, and an index that can be made anew.
/// </summary>
/// <param name="data">Where the runs are kept, and their bin.</param>
/// <param name="database">Where openings of test parts are counted, and runs are indexed.</param>
public sealed class RunStore(DataFolder data, Database database) : ITestLedger
{
    private readonly string folder = data.RunsPath;

    private const int MostNamed = 5;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS test_openings (
            split_hash TEXT NOT NULL,
            run_id TEXT NOT NULL,
            opened_utc TEXT NOT NULL,
            PRIMARY KEY (split_hash, run_id)
        );
        """;

    /// <summary>The ids of the finished runs, oldest first.</summary>
    public IReadOnlyList<string> Ids =>
        [.. FoldersIn(folder).Where(run => File.Exists(Path.Combine(run.FullName, RunFiles.Scores))).Select(run => run.Name)
            .Order(StringComparer.Ordinal)];

    /// <summary>The runs that were deleted and can be restored.</summary>
    public RunBin Bin => new(this, data);

    /// <summary>
    /// All runs in few words. What the database remembers of them is compared with times and lengths of their files: only what has
    /// changed is read.
    /// </summary>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="WorkbenchException">The database is damaged, or cannot be written for another reason than its place.</exception>
    public RunIndex Index(Work? work = null) => new RunIndexTable(folder, database).Read(work ?? Work.OnAllProcessors);

    /// <summary>Reads every run that can be read, oldest first.</summary>
    /// <param name="onUnreadable">Told of each that is damaged, or of another version; null to leave them out in silence.</param>
    public IEnumerable<Run> Readable(Action<string>? onUnreadable = null)
    {
        foreach (var id in Ids)
        {
            Run run;
            try
            {
                run = Open(id);
            }
            catch (WorkbenchException error)
            {
                onUnreadable?.Invoke(error.Message);
                continue;
            }
            yield return run;
        }
    }

    /// <summary>Reads a run.</summary>
    /// <param name="name">Its id or the beginning of it, its name, or a path to its folder; null for the latest.</param>
    /// <exception cref="WorkbenchException">No such run, none at all, or several that could be meant.</exception>
    public Run Open(string? name = null) => Run.Load(
        name is not null ? FolderOf(name)
        : Ids is [.., var latest] ? Path.Combine(folder, latest)
        : throw new WorkbenchException($"{folder}: no run yet. Train one: workbench train --dataset demo --model mlp"));

    /// <summary>The latest run of the collection that a song is in; null where there is none.</summary>
    /// <param name="song">The path of a file, or the id of a song: its path below the folder of the dataset.</param>
    public RunEntry? FindOfSong(string song) => Index().Runs.LastOrDefault(run =>
    {
        var root = DatasetReader.FolderOf(run.DatasetPath, data);
        var file = Path.GetFullPath(File.Exists(song) ? Path.GetFullPath(song) : Path.Combine(root, song));
        return File.Exists(file) && file.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);
    });

    /// <summary>Says something of a run.</summary>
    /// <param name="run">The run, of this store or elsewhere.</param>
    /// <param name="about">All that is to be said of it from now on.</param>
    /// <exception cref="WorkbenchException">
    /// The name, the note or a tag is not usable, another run of this store has the name, or the disk takes nothing.
    /// </exception>
    public void Describe(Run run, RunAbout about)
    {
        if (about.Name is { } name && name != run.About.Name
            && Index().Runs.FirstOrDefault(other => (other.Name == name || other.Id == name) && other.Id != run.Id) is { } other)
            throw new WorkbenchException($"{name} is the name of the run {other.Id} already; choose another, or rename that one first.");
        about.Write(run.Folder);
    }

    /// <summary>The folder of a run, whole or damaged.</summary>
    /// <inheritdoc cref="Open"/>
    internal string FolderOf(string name)
    {
        string[] ids = [.. FoldersIn(folder).Select(run => run.Name).Order(StringComparer.Ordinal)];
        if (ids.Contains(name))
            return Path.Combine(folder, name);
        var named = Index().Runs.Where(run => run.Name == name).Select(run => run.Id).ToArray();
        var meant = named.Length > 0 ? named : [.. ids.Where(id => name.Length > 0 && id.StartsWith(name, StringComparison.Ordinal))];
        return meant switch
        {
            [var one] => Path.Combine(folder, one),
            { Length: > 1 } => throw new WorkbenchException($"{name}: {meant.Length} runs {(named.Length > 0 ? "are named" : "begin")} so. "
                + $"Say which by its id, for instance {string.Join(" or ", meant.TakeLast(MostNamed))}."),
            _ when Directory.Exists(name) => name,
            _ => throw new WorkbenchException($"{name}: no such run; "
                + NearestName.Hint(name, Index().Runs.Select(run => run.Name).OfType<string>().Concat(ids.Reverse()))),
        };
    }

    /// <summary>The folders that began as runs, whole or not; what is being written, and what is somebody's own, are none.</summary>
    internal static IEnumerable<DirectoryInfo> FoldersIn(string folder) => !Directory.Exists(folder) ? [] :
        new DirectoryInfo(folder).EnumerateDirectories().Where(run => !TemporaryName.Is(run.Name)
            && (File.Exists(Path.Combine(run.FullName, RunFiles.Scores)) || File.Exists(Path.Combine(run.FullName, RunFiles.Experiment))));

    /// <inheritdoc/>
    public int RecordOpening(string splitHash, string runId)
    {
        using var connection = database.Open(Schema);
        return database.Told(() =>
        {
            connection.Execute("INSERT OR IGNORE INTO test_openings VALUES ($split, $run, $now)", ("$split", splitHash), ("$run", runId),
                ("$now", DateTimeOffset.UtcNow.ToString("u", CultureInfo.InvariantCulture)));
            return connection.Rows("SELECT COUNT(*) FROM test_openings WHERE split_hash = $split", row => row.GetInt32(0),
                ("$split", splitHash))[0];
        });
    }

    /// <summary>A name that no run has: when, on what, and which experiment.</summary>
    internal static string NewId(string datasetName, ExperimentSpec spec)
    {
        var readable = string.Concat(datasetName.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        var now = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        return $"{now}-{(readable.Length > 0 ? readable : "songs")}-{SpecJson.Hash(spec)[..6]}";
    }

    /// <summary>Makes sure that a run can be written, before it is trained.</summary>
    /// <exception cref="WorkbenchException">The folder lets nothing be written.</exception>
    internal void RequireWritable()
    {
        try
        {
            var probe = TemporaryName.Of(Path.Combine(folder, "probe"));
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Of(folder, error);
        }
    }

    /// <summary>Writes a run: all of its files, or nothing.</summary>
    /// <param name="id">The run's name.</param>
    /// <param name="write">Writes the files into the folder that it is given.</param>
    internal Run Add(string id, Action<string> write)
    {
        var path = Path.Combine(folder, id);
        AtomicFolder.Write(path, mayReplace: _ => false, write, isPrivate: true);
        return Run.Load(path);
    }

    /// <summary>Takes a run that was trained elsewhere; nothing if it is there.</summary>
    /// <param name="archive">A zip of its folder.</param>
    /// <exception cref="WorkbenchException">It is none.</exception>
    internal void Take(string archive)
    {
        try
        {
            using var zip = ZipFile.OpenRead(archive);
            using var scores = new StreamReader((zip.GetEntry(RunFiles.Scores)
                ?? throw new WorkbenchException($"{archive}: no run, as it has no {RunFiles.Scores}.")).Open());
            var id = SpecJson.Read<RunSummary>(scores.ReadToEnd()).Id;
            if (Path.GetFileName(id) != id || id.Length == 0)
                throw new WorkbenchException($"{archive}: {id} is no name of a run.");
            if (!Directory.Exists(Path.Combine(folder, id)))
                Add(id, part => zip.ExtractToDirectory(part));
        }
        catch (InvalidDataException error)
        {
            throw new WorkbenchException($"{archive}: no archive of a run: {error.Message}", error);
        }
    }

    /// <summary>Writes what a run found, for programs and for people.</summary>
    internal static void WriteSummary(string folder, ExperimentSpec spec, RunSummary summary)
    {
        AtomicFile.WriteText(Path.Combine(folder, RunFiles.Card), ModelCard.Write(spec, summary, ModelChoice.Find(folder)));
        AtomicFile.WriteText(Path.Combine(folder, RunFiles.Scores), SpecJson.Write(summary));
    }
}
