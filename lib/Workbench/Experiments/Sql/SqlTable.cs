using Microsoft.Data.Sqlite;
using Workbench.Foundation;

namespace Workbench.Experiments.Sql;

/// <summary>A table that is made in memory for a question.</summary>
/// <param name="name">Its name.</param>
/// <param name="columns">Its columns, each a name and a type of SQLite.</param>
/// <param name="rows">Its rows, read when a question needs them; one value a column.</param>
internal sealed class SqlTable(string name, Func<IReadOnlyList<string>> columns, Func<Work, IEnumerable<object?[]>> rows)
{
    public string Name => name;

    /// <summary>Makes it, empty.</summary>
    public void Create(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TEMP TABLE {name} ({string.Join(", ", columns())})";
        command.ExecuteNonQuery();
    }

    /// <summary>Fills it.</summary>
    public void Fill(SqliteConnection connection, Work work)
    {
        using var transaction = connection.BeginTransaction(deferred: true); // the file itself takes no part in it
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {name} VALUES ({string.Join(", ", columns().Select((_, i) => $"${i}"))})";
        var parameters = columns().Select((_, i) => command.Parameters.Add(new($"${i}", null))).ToArray();
        foreach (var row in work.Each(rows(work)))
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = row[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}
