using System.Globalization;
using Microsoft.Data.Sqlite;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// The runs on disk, one folder each. A run is written under a temporary name and renamed when whole, so that a folder
/// that is there is finished. The database keeps only the count of test openings.
/// </summary>
/// <param name="folder">Where the runs are kept.</param>
/// <param name="database">Where openings of test parts are counted.</param>
public sealed class RunStore(string folder, Database database) : ITestLedger
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS test_openings (
            split_hash TEXT NOT NULL,
            run_id TEXT NOT NULL,
            opened_utc TEXT NOT NULL,
            PRIMARY KEY (split_hash, run_id)
        );
        """;

    /// <summary>The names of the finished runs, oldest first.</summary>
    public IReadOnlyList<string> Ids => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateDirectories(folder).Where(IsFinished).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

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
    /// <param name="id">Its name, or a path to its folder; null for the latest.</param>
    /// <exception cref="WorkbenchException">No such run, or none at all.</exception>
    public Run Open(string? id = null)
    {
        var ids = Ids;
        if (id is null)
            return ids.Count > 0
                ? Run.Load(Path.Combine(folder, ids[^1]))
                : throw new WorkbenchException($"{folder}: no run yet. Train one: workbench train --dataset demo --model mlp");
        if (ids.Contains(id))
            return Run.Load(Path.Combine(folder, id));
        if (Directory.Exists(id))
            return Run.Load(id);
        throw new WorkbenchException(
            $"{id}: no such run. {(ids.Count == 0 ? "There is none yet." : $"The latest are {string.Join(", ", ids.TakeLast(5))}.")}");
    }

    /// <inheritdoc/>
    public int RecordOpening(string splitHash, string runId)
    {
        using var connection = database.Open(Schema);
        using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT OR IGNORE INTO test_openings VALUES ($split, $run, $now);
            SELECT COUNT(*) FROM test_openings WHERE split_hash = $split;
            """;
        command.Parameters.AddWithValue("$split", splitHash);
        command.Parameters.AddWithValue("$run", runId);
        command.Parameters.AddWithValue("$now", DateTimeOffset.UtcNow.ToString("u", CultureInfo.InvariantCulture));
        try
        {
            return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        catch (SqliteException error)
        {
            throw StorageFailure.Of(database.Path, error);
        }
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

    /// <summary>Writes what a run found, for programs and for people.</summary>
    internal static void WriteSummary(string folder, ExperimentSpec spec, RunSummary summary)
    {
        AtomicFile.WriteText(Path.Combine(folder, RunFiles.Card), ModelCard.Write(spec, summary));
        AtomicFile.WriteText(Path.Combine(folder, RunFiles.Scores), SpecJson.Write(summary));
    }

    /// <summary>Other folders, for instance what a killed process was writing, are no runs.</summary>
    private static bool IsFinished(string path) =>
        !TemporaryName.Is(path) && File.Exists(Path.Combine(path, RunFiles.Scores));
}
