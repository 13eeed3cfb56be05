using Microsoft.Data.Sqlite;
using Workbench.Foundation;

namespace Workbench.Experiments.Sql;

/// <summary>A table that is made in memory for a question.</summary>
/// <param name="name">Its name.</param>
/// <param name="columns">Its columns, each a name and a type of SQLite, asked for once a question, before the rows.</param>
/// <param name="rows">Its rows, read when a question needs them; one value a column.</param>
internal sealed class SqlTable(string name, Func<Work, IReadOnlyList<string>> columns, Func<Work, IEnumerable<object?[]>> rows)
{
    private int columnCount;

    public string Name => name;

    /// <summary>Makes it, empty.</summary>
    public void Create(SqliteConnection connection, Work work)
    {
        using var command = connection.CreateCommand();
        var made = columns(work);
        columnCount = made.Count;
        command.CommandText = $"CREATE TEMP TABLE {name} ({string.Join(", ", made)})";
        command.ExecuteNonQuery();
    }

    /// <summary>Fills it.</summary>
    public void Fill(SqliteConnection connection, Work work)
    {
        using var transaction = connection.BeginTransaction(deferred: true); // the file itself takes no part in it
        using var command = connection.CreateCommand();
        string[] places = [.. Enumerable.Range(0, columnCount).Select(i => $"${i}")];
        command.CommandText = $"INSERT INTO {name} VALUES ({string.Join(", ", places)})";
        var parameters = places.Select(place => command.Parameters.Add(new(place, null))).ToArray();
        foreach (var row in work.Each(rows(work)))
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = row[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}
