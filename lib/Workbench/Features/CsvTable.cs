using System.Collections.Immutable;
using CsvHelper;
using Workbench.Foundation;

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
        try
        {
            using var csv = CsvReader.FromFile(path,
                CsvReaderOptions.Default with
                {
                    Separator = ',',
                    MalformedData = CsvMalformedDataHandling.Throw,
                    FieldCountMismatch = CsvFieldCountHandling.Throw,
                });
            string[] header = [.. csv.Headers];
            if (header is not [NameColumn, _, ..])
                throw new WorkbenchException(
                    $"{path}: no table of features; its header must start with {NameColumn} and go on with the columns.");
            var names = ImmutableArray.CreateBuilder<string>();
            var values = new List<float>();
            while (csv.Read())
            {
                names.Add(csv.GetString(0));
                for (var column = 1; column < header.Length; column++)
                    values.Add(
                        csv.TryParse(column, out float value) ? value
                            : throw new WorkbenchException($"{path}: row {csv.GetString(0)}, column {header[column]}: "
                                + $"\"{csv.GetString(column)}\" is not a number. Extract the features again."));
            }
            return new(names.ToImmutable(), new([.. header[1..]], [.. values]));
        }
        catch (CsvFormatException error)
        {
            throw new WorkbenchException($"{path}: {error.Message} Extract the features again.", error);
        }
    }
}
