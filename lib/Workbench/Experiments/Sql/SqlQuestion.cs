using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Workbench.Foundation;

namespace Workbench.Experiments.Sql;

/// <summary>
/// A question that may be asked: one statement, which reads and does nothing else, whatever it calls itself. SQLite asks its
/// authorizer about every action, function and pragma of a statement.
/// </summary>
internal sealed partial class SqlQuestion
{
    private static readonly string[] HarmlessPragmas = ["table_info", "table_xinfo", "table_list", "index_list", "index_info"];

    private readonly SqliteConnection connection;
    private readonly string sql;
    private readonly IEnumerable<string> others;
    private readonly List<string> parameters = [];
    private bool wouldWrite;

    /// <summary>Checks a question.</summary>
    /// <param name="connection">Where it will be asked.</param>
    /// <param name="sql">The question.</param>
    /// <param name="others">Tables that it might have asked, beside those of the connection.</param>
    /// <exception cref="SqlException">It cannot be asked.</exception>
    public SqlQuestion(SqliteConnection connection, string sql, IEnumerable<string> others)
    {
        (this.connection, this.sql, this.others) = (connection, sql, others);
        raw.sqlite3_set_authorizer(connection.Handle, Authorize, null!);
        try
        {
            var rest = Prepare(sql) ?? throw new SqlException("There is no question here; ask one, for instance select * from runs");
            if (Prepare(rest) is not null)
                throw Wrong("one question at a time, and here a second begins", sql.Length - rest.TrimStart().Length);
        }
        finally
        {
            raw.sqlite3_set_authorizer(connection.Handle, (strdelegate_authorizer)null!, null!);
        }
    }

    /// <summary>Its parameters as they are written, for instance <c>@genre</c>.</summary>
    public IReadOnlyList<string> Parameters => parameters;

    /// <summary>Compiles the first statement of a text that ends the question.</summary>
    /// <returns>What follows it; null where there are only blanks and comments.</returns>
    private string? Prepare(string text)
    {
        var result = raw.sqlite3_prepare_v2(connection.Handle, text, out var statement, out var rest);
        using (statement)
            if (result == raw.SQLITE_OK)
            {
                if (statement.IsInvalid)
                    return null;
                wouldWrite |= raw.sqlite3_column_count(statement) == 0; // what answers nothing does something, for instance vacuum
                parameters.AddRange(
                    Enumerable.Range(1, raw.sqlite3_bind_parameter_count(statement))
                        .Select(i => raw.sqlite3_bind_parameter_name(statement, i).utf8_to_string() ?? "?"));
            }
        if (wouldWrite)
            throw new SqlException("only reading is allowed here (select, values, with, explain): the workbench alone writes its database");
        if (result == raw.SQLITE_OK)
            return rest ?? "";
        var message = raw.sqlite3_errmsg(connection.Handle).utf8_to_string();
        var offset = ErrorOffset(connection.Handle!.DangerousGetHandle());
        if (NoSuchTable().Match(message) is { Success: true } unknown)
        {
            // SQLite names no place.
            offset = Encoding.UTF8.GetByteCount(text.AsSpan(0,
                Math.Max(0, text.IndexOf(unknown.Groups[1].Value, StringComparison.Ordinal))));
            message += $"; {NearestName.Hint(unknown.Groups[1].Value, others.Union(TablesOfTheFile()))}";
        }
        throw offset < 0
            ? new SqlException(message)
            : Wrong(message, sql.Length - text.Length + Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text), 0, offset).Length);
    }

    private int Authorize(object user, int action, string first, string second, string database, string inside)
    {
        if (action is raw.SQLITE_SELECT or raw.SQLITE_READ or raw.SQLITE_FUNCTION or raw.SQLITE_RECURSIVE
            || action == raw.SQLITE_PRAGMA && HarmlessPragmas.Contains(first))
            return raw.SQLITE_OK;
        wouldWrite = true;
        return raw.SQLITE_DENY;
    }

    private List<string> TablesOfTheFile()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    private SqlException Wrong(string message, int position)
    {
        var before = sql[..position].ReplaceLineEndings("\n").Split('\n');
        return new(message, before.Length, before[^1].Length + 1);
    }

    [GeneratedRegex(@"^no such table: (?:\w+\.)?(.+)$")]
    private static partial Regex NoSuchTable();

    /// <summary>The byte of the text that the latest error of a connection is about; -1 where there is none.</summary>
    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_error_offset")]
    private static partial int ErrorOffset(nint database);
}
