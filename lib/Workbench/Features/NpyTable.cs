using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// A <see cref="FeatureTable"/> as a NumPy array file (format 1.0, float32, C order) with the names in a JSON file beside it.
/// </summary>
internal static class NpyTable
{
    private const int Preamble = 10; // magic, version, header length
    private const int Alignment = 64; // of the first value, as NumPy writes it

    public static void Write(string path, FeatureTable table)
    {
        var features = table.Features;
        AtomicFile.WriteText(NamesPath(path), SpecJson.Write(new Names(table.RowNames, features.ColumnNames)));
        AtomicFile.Write(path, stream =>
        {
            stream.Write(Header(features.RowCount, features.ColumnCount));
            for (var row = 0; row < features.RowCount; row++)
                stream.Write(MemoryMarshal.AsBytes(features.Row(row)));
        });
    }

    /// <summary>
    /// Reads what <see cref="Write"/> wrote; the shape is known from the names, so the header must be the one that it gives.
    /// </summary>
    public static FeatureTable Read(string path)
    {
        if (!File.Exists(NamesPath(path)))
            throw new WorkbenchException(
                $"{NamesPath(path)}: no such file; it holds the names of rows and columns and belongs beside the array.");
        var names = SpecJson.Read<Names>(File.ReadAllText(NamesPath(path)));
        using var file = File.OpenRead(path);
        var expected = Header(names.Rows.Length, names.Columns.Length);
        var (header, count) = (new byte[expected.Length], (long)names.Rows.Length * names.Columns.Length);
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) != header.Length || !header.SequenceEqual(expected)
            || file.Length != header.Length + count * sizeof(float))
            throw new WorkbenchException($"{path}: not the float32 array [{names.Rows.Length}, {names.Columns.Length}] that its "
                + "names tell of. Extract the features again.");
        var values = new float[count];
        for (var row = 0; row < names.Rows.Length; row++) // a span of all bytes may be too long
            file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(row * names.Columns.Length, names.Columns.Length)));
        return new(names.Rows, new(names.Columns, values));
    }

    private static byte[] Header(int rows, int columns)
    {
        var description = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({rows}, {columns}), }}";
        var length = (Preamble + description.Length + 1 + Alignment - 1) / Alignment * Alignment - Preamble;
        return
        [
            0x93,
            .. "NUMPY"u8,
            1,
            0,
            (byte)length,
            (byte)(length >> 8),
            .. Encoding.ASCII.GetBytes(description.PadRight(length - 1) + "\n"),
        ];
    }

    private static string NamesPath(string path) => path + ".json";

    private sealed record Names(ImmutableArray<string> Rows, ImmutableArray<string> Columns);
}
