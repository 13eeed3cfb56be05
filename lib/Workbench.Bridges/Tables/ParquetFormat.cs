using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using Workbench.Foundation.Tables;

namespace Workbench.Bridges;

/// <summary>
/// Tables as files of Apache Parquet, which pandas, polars, DuckDB and Arrow read: texts as dictionaries, lists of texts as Parquet's
/// three-level lists, numbers as 32-bit floats that are never missing but may be NaN.
/// </summary>
internal sealed class ParquetFormat : IColumnFormat
{
    /// <summary>Rows of a row group, as Arrow writes them.</summary>
    private const int GroupRows = 1 << 20;

    /// <summary>The one item of a list in Parquet's three levels.</summary>
    private const string Element = "element";

    /// <inheritdoc/>
    public void Write(Stream stream, ColumnTable table) => WriteAsync(stream, table).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public ColumnTable Open(Stream stream, string path) => new ParquetTable(stream, path);

    private static async Task WriteAsync(Stream stream, ColumnTable table)
    {
        var schema = new ParquetSchema(table.Columns.Select(Field));
        // By default Parquet.Net takes Zstd's slowest level, which costs minutes and saves next to nothing.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, CompressionLevel = CompressionLevel.Fastest };
        foreach (var (field, column) in schema.DataFields.Zip(table.Columns))
            options.ColumnEncodingHints[field.Path.ToString()] =
                column.Kind == ColumnKind.Real ? EncodingHint.ByteSplitStream : EncodingHint.Dictionary;
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, options).ConfigureAwait(false);
        writer.CustomMetadata = table.Properties;
        for (var first = 0; first < table.RowCount || first == 0; first += GroupRows)
        {
            using var group = writer.CreateRowGroup();
            var rows = first..Math.Min(table.RowCount, first + GroupRows);
            for (var column = 0; column < table.Columns.Length; column++)
                await WriteAsync(group, schema.DataFields[column], table, column, rows).ConfigureAwait(false);
        }
    }

    private static Field Field(TableColumn column) => column.Kind switch
    {
        ColumnKind.Text => new DataField(column.Name, typeof(string), isNullable: true),
        ColumnKind.TextList => new ListField(column.Name, new DataField(Element, typeof(string), isNullable: false)),
        ColumnKind.Real => new DataField<float>(column.Name, nullable: false),
        _ => throw new ArgumentException($"{column.Kind} columns are not written.", nameof(column)),
    };

    private static Task WriteAsync(ParquetRowGroupWriter group, DataField field, ColumnTable table, int column, Range rows) =>
        table.Columns[column].Kind switch
        {
            ColumnKind.Text => group.WriteAsync(field, table.Texts(column)[rows]!),
            ColumnKind.Real => group.WriteAsync<float>(field, table.Floats(column).AsMemory()[rows]),
            _ => ParquetLists.WriteAsync(group, field, table.TextLists(column)[rows]),
        };
}
