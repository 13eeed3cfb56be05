using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Experiments.Sql;

/// <summary>
/// A workbench as tables, for questions in SQL: those of the cache as they are, and beside them <c>runs</c>,
/// <c>run_genres</c>, <c>songs</c>, <c>song_genres</c> and <c>features</c>, which live in memory and are filled for the question
/// that mentions them. Nothing can be changed.
/// </summary>
/// <param name="workspace">The cache and the runs.</param>
/// <param name="collection">Opens the collection that <c>songs</c> and <c>song_genres</c> show.</param>
/// <param name="spec">What the columns of <c>features</c> are.</param>
/// <param name="features">Extracts them, or takes them from the cache.</param>
public sealed class WorkbenchDatabase(Workspace workspace, Func<Dataset> collection, FeatureSpec spec,
    Func<Work, ExtractedDataset> features)
{
    /// <summary>The most rows that an answer has.</summary>
    public const int MaximumRows = 100_000;

    private const int StepsBetweenChecks = 10_000; // of SQLite's virtual machine: well under a millisecond

    private readonly SqlTable[] tables = [.. RunTables.Of(workspace.Runs), .. SongTables.Of(collection, spec, features)];

    /// <summary>Asks.</summary>
    /// <param name="sql">One statement of SQLite's dialect that only reads.</param>
    /// <param name="parameters">What <c>@name</c> in it stands for; null for none.</param>
    /// <param name="work">Threads, progress, and what stops the question; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="SqlException">The question is wrong, or would write.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SqlRows Ask(string sql, IReadOnlyDictionary<string, object?>? parameters = null, Work? work = null)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        using var connection = new Database(workspace.Data.DatabasePath).OpenReadOnly();
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenChecks, _ => work.Token.IsCancellationRequested ? 1 : 0, null!);
        try
        {
            var mentioned = tables.Where(table => sql.Contains(table.Name, StringComparison.OrdinalIgnoreCase)).ToList();
            mentioned.ForEach(table => table.Create(connection, work));
            var question = new SqlQuestion(connection, sql, tables.Select(table => table.Name));
            mentioned.ForEach(table => table.Fill(connection, work));
            return Read(connection, sql,
                question.Parameters.Distinct()
                    .ToDictionary(name => name, name => Value(name, parameters ?? ImmutableDictionary<string, object?>.Empty)));
        }
        catch (SqliteException error)
        {
            work.ThrowIfStopped();
            throw new SqlException(error.Message);
        }
    }

    private static object Value(string parameter, IReadOnlyDictionary<string, object?> given) =>
        given.TryGetValue(parameter[1..], out var value) ? value ?? DBNull.Value
            : throw new SqlException($"the parameter {parameter} has no value; give it one: lab.Sql(sql, new Dictionary<string, "
                + "object?> { [\"NAME\"] = value }), in a cell #!set --name NAME --value VALUE");

    private static SqlRows Read(SqliteConnection connection, string sql, IReadOnlyDictionary<string, object> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        using var reader = Execute(command);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<object?>>();
        var isCut = false;
        while (reader.Read() && !(isCut = rows.Count == MaximumRows))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return new([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], rows.ToImmutable(), isCut);
    }

    private static SqliteDataReader Execute(SqliteCommand command)
    {
        try
        {
            return command.ExecuteReader();
        }
        catch (InvalidOperationException error) // a value that SQLite has no type for
        {
            throw new SqlException(error.Message);
        }
    }
}
