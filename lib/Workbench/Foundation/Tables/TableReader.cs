using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using CsvHelper;

namespace Workbench.Foundation.Tables;

/// <summary>
/// A table in a text file, row by row: the one way in which this library reads CSV. Nothing about the file is taken for granted: columns
/// are separated by the one of comma, semicolon and tab that the first line has, the text is UTF-8, UTF-16 or, where it can be nothing
/// else, Windows-1252, a name that ends in <c>.gz</c> is decompressed, and whatever cannot be read is an error with its line.
/// </summary>
internal sealed class TableReader : IDisposable
{
    /// <summary>Bytes that one row may have: one that is longer is damaged, or no table.</summary>
    public const int LongestRow = 16 << 20;

    private readonly CsvReader csv;
    private readonly TableText? text;

    private TableReader(string path, CsvReader csv, TableText? text)
    {
        (Path, this.csv, this.text) = (path, csv, text);
        Header = [.. Try(() => csv.Headers.ToArray()).Select(name => name.Trim())];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What must be known of the way it was read.</summary>
    public ImmutableArray<string> Notes => text?.Notes ?? [];

    /// <summary>Lines and bytes of the file; 0 where they were not counted.</summary>
    public (long Lines, long Bytes) Size => text is null ? default : (text.Lines, text.Bytes);

    /// <summary>The names of the columns, trimmed; empty where there is no header.</summary>
    public ImmutableArray<string> Header { get; }

    /// <summary>Cells of the current row.</summary>
    public int Count => csv.FieldCount;

    /// <summary>The line of the file, from 1, where the current row begins.</summary>
    public long Line => csv.LineNumber;

    /// <summary>Opens a table that others made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hasHeader">Whether the first row names the columns.</param>
    /// <exception cref="WorkbenchException">No such file, or its text cannot be read.</exception>
    public static TableReader Open(string path, bool hasHeader = true) =>
        Open(path, hasHeader, TableText.Of(path, () => OpenStream(path)));

    /// <summary>Opens a table that this library wrote, or has in itself: UTF-8, commas, every row as long as the header.</summary>
    /// <param name="stream">The table; closed with the reader.</param>
    /// <param name="path">What it is called in errors.</param>
    public static TableReader OpenOurs(Stream stream, string path) =>
        new(path, CsvReader.Create(stream, Options(true, ',') with { FieldCountMismatch = CsvFieldCountHandling.Throw }, false), null);

    /// <summary>The same table from its first row on.</summary>
    public TableReader Again() =>
        Open(Path, csv.Options.HasHeader, text ?? throw new InvalidOperationException("This table is read once."));

    /// <summary>Goes to the next row.</summary>
    /// <returns>False where there is none.</returns>
    /// <exception cref="WorkbenchException">Wrong quotes, a row that is too long, or cells that no column is there for.</exception>
    public bool Read()
    {
        if (!Try(csv.Read))
            return false;
        for (var i = Header.Length; Header.Length > 0 && i < csv.FieldCount; i++)
            if (!csv.IsEmpty(i))
                throw new WorkbenchException($"{Path}, line {Line}: {csv.FieldCount} cells for the {Header.Length} columns of the header, "
                    + $"the last one \"{Shorten(Text(csv.FieldCount - 1))}\". Put quotes round a text or number with a comma in it.");
        return true;
    }

    /// <summary>Where the first column is that has one of some names, in their order, in lower or upper case; -1 for none.</summary>
    public int Find(params IEnumerable<string> names) =>
        names.Select(name => Header.IndexOf(name, StringComparer.OrdinalIgnoreCase)).FirstOrDefault(index => index >= 0, -1);

    /// <summary>A cell, trimmed; empty where the row is too short.</summary>
    public string Text(int column) => column >= 0 && column < csv.FieldCount ? Try(() => csv.GetString(column)).Trim() : "";

    /// <summary>A cell as UTF-8 bytes, as it stands; empty where the row is too short.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => column < csv.FieldCount ? csv.GetSpan(column) : default;

    /// <summary>A whole number, also where it is written as <c>2.0</c>, as pandas does in a column with blanks.</summary>
    /// <exception cref="WorkbenchException">The cell is none.</exception>
    public int Integer(int column) =>
        Number(column) is var number && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Fault(column, "is not a whole number");

    /// <summary>A number.</summary>
    /// <exception cref="WorkbenchException">The cell is none.</exception>
    public double Number(int column) =>
        double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
            : throw Fault(column, "is not a number");

    /// <summary>The error for a cell.</summary>
    /// <param name="column">Which one.</param>
    /// <param name="problem">What is wrong, to go on from the value.</param>
    public WorkbenchException Fault(int column, string problem) =>
        new($"{Path}, line {Line}, column {(column < Header.Length ? Header[column] : $"{column + 1}")}: "
            + $"\"{Shorten(Text(column))}\" {problem}.{Remedy}");

    /// <inheritdoc/>
    public void Dispose() => csv.Dispose();

    /// <summary>A text for a message: its beginning, if it is long.</summary>
    public static string Shorten(string text) => text.Length <= 60 ? text : $"{text[..57]}...";

    private static TableReader Open(string path, bool hasHeader, TableText text) =>
        new(path, CsvReader.Create(OpenStream(path), Options(hasHeader, text.Separator) with { Encoding = text.Encoding }, false), text);

    private static CsvReaderOptions Options(bool hasHeader, char separator) => CsvReaderOptions.Default with
    {
        Separator = separator,
        HasHeader = hasHeader,
        MalformedData = CsvMalformedDataHandling.Throw,
        MaxRecordSize = LongestRow,
        TrackLineNumbers = true,
    };

    private static Stream OpenStream(string path)
    {
        var file = RegularFile.TryOpen(path, 4096, out var reason) ?? throw new WorkbenchException($"{path}: {reason}");
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private string Remedy => text is null ? " The file is damaged; have it made anew." : "";

    private T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is CsvFormatException or InvalidDataException or IOException)
        {
            var line = Math.Max(1, error is CsvFormatException { LineNumber: > 0 } at ? at.LineNumber : Line);
            throw new WorkbenchException($"{Path}, line {line}: not readable as CSV: {error.Message}{Remedy}", error);
        }
    }
}
