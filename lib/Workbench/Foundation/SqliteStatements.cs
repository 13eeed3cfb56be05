using Microsoft.Data.Sqlite;

namespace Workbench.Foundation;

/// <summary>Statements of SQL with named parameters, of which null is NULL.</summary>
internal static class SqliteStatements
{
    /// <summary>A statement, which the caller disposes.</summary>
    public static SqliteCommand Statement(
        this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    /// <summary>Changes something.</summary>
    /// <returns>How many rows are changed.</returns>
    public static int Execute(
        this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Statement(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>What a question answers.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="sql">The question.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="parameters">What stands for the names in it.</param>
    public static List<T> Rows<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read,
        params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Statement(sql, parameters);
        using var row = command.ExecuteReader();
        List<T> rows = [];
        while (row.Read())
            rows.Add(read(row));
        return rows;
    }

    /// <summary>Names of the columns of a table, in their order; none of one that is not there.</summary>
    public static List<string> ColumnsOf(this SqliteConnection connection, string table) =>
        connection.Rows("SELECT name FROM pragma_table_info($table)", row => row.GetString(0), ("$table", table));

    /// <summary>Whether a table is there.</summary>
    public static bool HasTable(this SqliteConnection connection, string table) => connection.ColumnsOf(table).Count > 0;
}
