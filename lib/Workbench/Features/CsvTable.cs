using System.Collections.Immutable;
using CsvHelper;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Features;

/// <summary>
/// A <see cref="FeatureTable"/> as CSV: a header with <c>name</c> and the columns, a line a row, numbers that read back exactly.
/// </summary>
internal static class CsvTable
{
    private const string NameColumn = "name";

    public static void Write(string path, FeatureTable table) => AtomicFile.Write(path, stream =>
    {
        using var csv = CsvWriter.Create(stream, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader([NameColumn, .. table.Features.ColumnNames]);
        for (var row = 0; row < table.RowNames.Length; row++)
        {
            csv.WriteField(table.RowNames[row]);
            foreach (var value in table.Features.Row(row))
                csv.WriteField(value, "R");
            csv.EndRecord();
        }
    });

    public static FeatureTable Read(string path)
    {
        using var table = TableReader.OpenOurs(File.OpenRead(path), path);
        if (table.Header is not [NameColumn, _, ..])
            throw new WorkbenchException(
                $"{path}: no table of features; its header must start with {NameColumn} and go on with the columns.");
        var names = ImmutableArray.CreateBuilder<string>();
        var columns = table.Header.Length - 1;
        RowCollector values = new(path, columns, rows: 0, bytes: 0);
        while (table.Read())
        {
            names.Add(table.Text(0));
            for (var column = 1; column < table.Header.Length; column++)
                values.Add((float)table.Number(column));
        }
        return new(names.ToImmutable(), new(table.Header[1..], values.Take([.. Enumerable.Range(0, columns)])));
    }
}
