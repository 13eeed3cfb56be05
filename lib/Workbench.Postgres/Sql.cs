using Npgsql;

namespace Workbench.Postgres;

/// <summary>Commands with values: <c>$1</c>, <c>$2</c>, ... in their text.</summary>
internal static class Sql
{
    /// <summary>A command.</summary>
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params object[] values)
    {
        NpgsqlCommand command = new(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    /// <summary>The first value of a command's answer; null where it has no rows.</summary>
    public static object? Scalar(this NpgsqlConnection connection, string sql, params object[] values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar();
    }

    /// <summary>The rows of a command's answer, one at a time.</summary>
    public static IEnumerable<T> Rows<T>(
        this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        using var command = connection.Command(sql, values);
        using var row = command.ExecuteReader();
        while (row.Read())
            yield return read(row);
    }
}
