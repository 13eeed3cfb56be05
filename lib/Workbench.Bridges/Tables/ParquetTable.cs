using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Parquet;
using Parquet.Schema;
using Workbench.Foundation;
using Workbench.Foundation.Tables;

namespace Workbench.Bridges;

/// <summary>
/// A file of Apache Parquet as a table, read column by column and in it row group by row group. Nothing in it is taken for granted: what
/// does not fit together is an error with the file's name.
/// </summary>
internal sealed class ParquetTable : ColumnTable
{
    /// <summary>A damaged file may tell of any number.</summary>
    private const int MostRows = 20_000_000, MostColumns = 100_000;

    private readonly string path;
    private readonly ParquetReader reader;
    private readonly DataField?[] fields;

    /// <summary>Opens a file.</summary>
    /// <param name="stream">The file, which the table closes.</param>
    /// <param name="path">What it is called in errors.</param>
    /// <exception cref="WorkbenchException">It is none, or damaged.</exception>
    public ParquetTable(Stream stream, string path)
    {
        this.path = path;
        reader = Try(() =>
        {
            ParquetFooter.Check(stream);
            return ParquetReader.CreateAsync(new FileToItsEnd(stream), leaveStreamOpen: false);
        });
        // A property may have a name alone.
        Properties = Try(() => Task.FromResult(reader.CustomMetadata.Where(property => property.Value is not null).ToDictionary()));
        (Columns, fields, RowCount) = Try(() => Task.FromResult(Layout()));
    }

    /// <inheritdoc/>
    public override int RowCount { get; }

    /// <inheritdoc/>
    public override ImmutableArray<TableColumn> Columns { get; }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Properties { get; }

    /// <inheritdoc/>
    public override string?[] Texts(int column) => Columns[column].Kind == ColumnKind.Text
        ? Read<string?>(column, (group, field, rows) => group.ReadAsync(field, rows!))
        : Read<string?>(column, ReadTextsOfWholeAsync);

    /// <inheritdoc/>
    public override ImmutableArray<string>[] TextLists(int column) => Read<ImmutableArray<string>>(column, ParquetLists.ReadAsync);

    /// <inheritdoc/>
    public override float[] Floats(int column, float[]? into = null) => Read(column, ReadFloatsAsync, into);

    /// <inheritdoc/>
    public override void Dispose()
    {
        reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose();
    }

    private (ImmutableArray<TableColumn> Columns, DataField?[] Fields, int RowCount) Layout()
    {
        var rows = reader.Metadata?.RowGroups.Sum(group => group.NumRows) ?? 0;
        var top = reader.Schema.Fields;
        if (rows is < 0 or > MostRows || reader.Metadata!.RowGroups.Any(group => group.NumRows < 0) || top.Count > MostColumns)
            throw new WorkbenchException($"it tells of {rows} rows and {top.Count} columns, and at most {MostRows} and {MostColumns} are "
                + "read");
        if (reader.Metadata.NumRows != rows)
            throw new WorkbenchException($"it tells of {reader.Metadata.NumRows} rows, and its parts have {rows}");
        if (top.CountBy(field => field.Name, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new WorkbenchException($"the column {twice} stands twice");
        DataField?[] fields = [.. top.Select(Cells)];
        return ([.. top.Zip(fields, (field, cells) => new TableColumn(field.Name, Kind(cells)))], fields, (int)rows);
    }

    /// <summary>The field that holds the cells of a column; null for maps, structures and lists of these.</summary>
    private static DataField? Cells(Field column) => column switch
    {
        DataField field => field,
        ListField { Item: DataField { MaxRepetitionLevel: 1 } item } => item,
        _ => null,
    };

    private static ColumnKind Kind(DataField? cells)
    {
        if (cells is null)
            return ColumnKind.Other;
        var isText = cells.ClrType == typeof(ReadOnlyMemory<char>) || cells.ClrType == typeof(string);
        if (cells.MaxRepetitionLevel > 0)
            return isText ? ColumnKind.TextList : ColumnKind.Other;
        return isText ? ColumnKind.Text : Type.GetTypeCode(cells.ClrType) switch
        {
            TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64
                or TypeCode.UInt64 => ColumnKind.Whole,
            TypeCode.Single or TypeCode.Double => ColumnKind.Real,
            _ => ColumnKind.Other,
        };
    }

    private T[] Read<T>(
        int column, Func<ParquetRowGroupReader, DataField, Memory<T>, ValueTask> read, T[]? into = null) => Try(async () =>
    {
        var (values, first, field) = (into ?? new T[RowCount], 0, fields[column]!);
        foreach (var group in reader.RowGroups)
        {
            var rows = values.AsMemory(first, (int)group.RowCount);
            if (field.MaxRepetitionLevel == 0 && group.GetMetadata(field)?.MetaData?.NumValues != rows.Length)
                throw new WorkbenchException($"the column {field.Name} has another number of values than its {rows.Length} rows");
            if (!rows.IsEmpty)
                await read(group, field, rows).ConfigureAwait(false);
            first += rows.Length;
        }
        return values;
    });

    private static async ValueTask ReadFloatsAsync(ParquetRowGroupReader group, DataField field, Memory<float> rows)
    {
        if (field.ClrType == typeof(float) && !field.IsNullable)
            await group.ReadAsync(field, rows).ConfigureAwait(false);
        else if (field.ClrType == typeof(float))
            Put(await CellsAsync<float>(group, field, rows.Length).ConfigureAwait(false), value => value ?? float.NaN, rows);
        else if (field.ClrType == typeof(double))
            Put(await CellsAsync<double>(group, field, rows.Length).ConfigureAwait(false), value => (float?)value ?? float.NaN, rows);
        else
            Put(await WholeAsync(group, field, rows.Length).ConfigureAwait(false), value => value ?? float.NaN, rows);
    }

    private static async ValueTask ReadTextsOfWholeAsync(ParquetRowGroupReader group, DataField field, Memory<string?> rows) =>
        Put(await WholeAsync(group, field, rows.Length).ConfigureAwait(false),
            value => value?.ToString(CultureInfo.InvariantCulture), rows);

    private static Task<long?[]> WholeAsync(ParquetRowGroupReader group, DataField field, int count)
    {
        return Type.GetTypeCode(field.ClrType) switch
        {
            TypeCode.SByte => Of<sbyte>(),
            TypeCode.Byte => Of<byte>(),
            TypeCode.Int16 => Of<short>(),
            TypeCode.UInt16 => Of<ushort>(),
            TypeCode.Int32 => Of<int>(),
            TypeCode.UInt32 => Of<uint>(),
            TypeCode.Int64 => Of<long>(),
            _ => Of<ulong>(),
        };

        async Task<long?[]> Of<T>() where T : struct, INumber<T> =>
            [.. (await CellsAsync<T>(group, field, count).ConfigureAwait(false))
                .Select(value => value is { } whole ? long.CreateChecked(whole) : (long?)null)];
    }

    private static async Task<T?[]> CellsAsync<T>(ParquetRowGroupReader group, DataField field, int count) where T : struct
    {
        if (field.IsNullable)
        {
            var cells = new T?[count];
            await group.ReadAsync<T>(field, cells.AsMemory()).ConfigureAwait(false);
            return cells;
        }
        var values = new T[count];
        await group.ReadAsync<T>(field, values.AsMemory()).ConfigureAwait(false);
        return [.. values.Select(value => (T?)value)];
    }

    private static void Put<T, TCell>(T?[] values, Func<T?, TCell> convert, Memory<TCell> rows) where T : struct
    {
        for (var row = 0; row < values.Length; row++)
            rows.Span[row] = convert(values[row]);
    }

    /// <summary>Parquet.Net throws whatever comes of a file that is none.</summary>
    private T Try<T>(Func<Task<T>> read)
    {
        try
        {
            return read().GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            throw new WorkbenchException($"{path}: not readable as Parquet: {error.Message.Split('\n')[0].TrimEnd('\r', '.')}. "
                + "Is the file whole, and of this kind? Write it again.", error);
        }
    }
}
