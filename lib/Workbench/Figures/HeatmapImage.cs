namespace Workbench.Figures;

/// <summary>A heat map made small enough to draw.</summary>
internal static class HeatmapImage
{
    /// <summary>The most columns drawn.</summary>
    public const int MaxColumns = 400;

    /// <summary>The most rows drawn.</summary>
    public const int MaxRows = 128;

    /// <summary>Whether a matrix is small enough to be drawn cell by cell.</summary>
    public static bool IsDrawnWhole(double[,] values) => values.GetLength(0) <= MaxRows && values.GetLength(1) <= MaxColumns;

    /// <summary>The matrix, with neighbours averaged until it has at most 128 rows and 400 columns; NaN cells do not count.</summary>
    public static double[,] Shrink(double[,] values)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var (newRows, newColumns) = (Math.Min(rows, MaxRows), Math.Min(columns, MaxColumns));
        if ((newRows, newColumns) == (rows, columns))
            return values;
        var small = new double[newRows, newColumns];
        for (var row = 0; row < newRows; row++)
            for (var column = 0; column < newColumns; column++)
                small[row, column] = Mean(values, Part(row, newRows, rows), Part(column, newColumns, columns));
        return small;
    }

    /// <summary>The matrix as a PNG image, row 0 at the bottom, NaN transparent.</summary>
    /// <param name="trace">The heat map.</param>
    /// <param name="flip">Whether row 0 is at the top instead.</param>
    public static byte[] Encode(HeatmapTrace trace, bool flip)
    {
        var values = Shrink(trace.Values);
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var pixels = new byte[rows * columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                var share = trace.Share(values[flip ? row : rows - 1 - row, column]);
                pixels[row * columns + column] = double.IsNaN(share) ? (byte)255 : (byte)Math.Round(share * 254);
            }
        return PngFile.Encode(pixels, columns, [.. Enumerable.Range(0, 255).Select(i => Opaque(trace.Colors.At(i / 254.0))), (0, 0, 0, 0)]);
    }

    private static (byte, byte, byte, byte) Opaque((byte Red, byte Green, byte Blue) color) => (color.Red, color.Green, color.Blue, 255);

    private static (int From, int To) Part(int index, int parts, int count) =>
        ((int)((long)count * index / parts), (int)((long)count * (index + 1) / parts));

    private static double Mean(double[,] values, (int From, int To) rows, (int From, int To) columns)
    {
        var (sum, count) = (0.0, 0);
        for (var row = rows.From; row < rows.To; row++)
            for (var column = columns.From; column < columns.To; column++)
                if (double.IsFinite(values[row, column]))
                    (sum, count) = (sum + values[row, column], count + 1);
        return count == 0 ? double.NaN : sum / count;
    }
}
