using System.Data;
using System.Text.Json;

namespace Workbench.Interactive;

/// <summary>
/// A table that <c>#!sql --name</c> keeps, for languages that share values as JSON: a list of rows, each an object with a member a column.
/// </summary>
internal static class SharedTable
{
    /// <summary>Writes it; the host has no form of its own for the type, and shares nothing without one.</summary>
    public static void WriteJson(DataTable table, TextWriter writer)
    {
        var columns = table.Columns.Cast<DataColumn>().ToArray();
        writer.Write(JsonSerializer.Serialize(table.Rows.Cast<DataRow>().Select(row =>
            columns.ToDictionary(column => column.ColumnName, column => row.IsNull(column) ? null : row[column]))));
    }
}
