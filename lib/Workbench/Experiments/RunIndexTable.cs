using Microsoft.Data.Sqlite;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// What the database remembers of the folders of runs, so that a list of a thousand reads a thousand time stamps instead of megabytes of
/// JSON. The folders are the truth: a row counts only while its stamp is that of the folder, and is otherwise made anew.
/// </summary>
/// <param name="folder">Where the runs are kept.</param>
/// <param name="database">The database.</param>
internal sealed class RunIndexTable(string folder, Database database)
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS run_index (
            run TEXT PRIMARY KEY,
            stamp TEXT NOT NULL,
            entry TEXT,
            problem TEXT,
            bytes INTEGER NOT NULL
        ) WITHOUT ROWID;
        """;

    /// <summary>Reads what is known, and whatever has changed since.</summary>
    public RunIndex Read(Work work)
    {
        var stamps = RunStamp.OfAll(folder);
        if (stamps.Count == 0)
            return new([], []);
        using var connection = database.OpenOrRead(Schema, out var whyReadOnly);
        var (known, gone) = database.Told(() => Known(connection, stamps));
        string[] stale = [.. stamps.Keys.Where(run => !known.ContainsKey(run))];
        var read = new Row[stale.Length];
        Parallel.For(0, stale.Length, work.LoopOptions, i =>
        {
            read[i] = Describe(stale[i], stamps[stale[i]]);
            work.Report(new("Reading runs", i + 1, stale.Length));
        });
        foreach (var row in read)
            known[row.Run] = row;
        if (whyReadOnly is null && read.Length + gone.Count > 0)
            database.Told(() => Save(connection, read, gone));
        Row[] rows = [.. stamps.Keys.Order(StringComparer.Ordinal).Select(run => known[run])];
        return new([.. rows.Select(row => row.Entry).OfType<RunEntry>()],
            [.. rows.Where(row => row.Problem is not null).Select(row => new DamagedRun(row.Run, row.Problem!, row.Bytes))]);
    }

    private Row Describe(string run, string stamp)
    {
        var path = Path.Combine(folder, run);
        try
        {
            var entry = RunEntry.Of(Run.Load(path));
            return new(run, stamp, entry, null, entry.Bytes);
        }
        catch (WorkbenchException error)
        {
            return new(run, stamp, null, error.Message, Run.BytesOf(path));
        }
    }

    /// <summary>The rows whose stamps are those of their folders, and the runs whose folders are gone.</summary>
    private static (Dictionary<string, Row> Known, List<string> Gone) Known(SqliteConnection connection,
        Dictionary<string, string> stamps)
    {
        var (known, gone) = (new Dictionary<string, Row>(StringComparer.Ordinal), new List<string>());
        if (!connection.HasTable("run_index")) // absent where nothing may be written
            return (known, gone);
        using var command = connection.Statement("SELECT run, stamp, entry, problem, bytes FROM run_index");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (run, stamp) = (reader.GetString(0), reader.GetString(1));
            if (!stamps.TryGetValue(run, out var present))
                gone.Add(run);
            else if (stamp == present) // another build's entry is not even read: it may have other members
                known[run] = new(run, stamp, reader.IsDBNull(2) ? null : SpecJson.Read<RunEntry>(reader.GetString(2)),
                    reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt64(4));
        }
        return (known, gone);
    }

    private static bool Save(SqliteConnection connection, IEnumerable<Row> rows, IEnumerable<string> gone)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var row in rows)
            connection.Execute("INSERT OR REPLACE INTO run_index VALUES ($run, $stamp, $entry, $problem, $bytes)",
                ("$run", row.Run), ("$stamp", row.Stamp), ("$entry", row.Entry is null ? null : SpecJson.WriteCanonical(row.Entry)),
                ("$problem", row.Problem), ("$bytes", row.Bytes));
        foreach (var run in gone)
            connection.Execute("DELETE FROM run_index WHERE run = $run", ("$run", run));
        transaction.Commit();
        return true;
    }

    private sealed record Row(string Run, string Stamp, RunEntry? Entry, string? Problem, long Bytes);
}
