using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Takes the numbers of a table, row by row, into one array that need not grow: the lines of the file tell how many rows there can be.
/// </summary>
/// <param name="path">The file, for errors.</param>
/// <param name="columns">Numbers of a row.</param>
/// <param name="rows">How many rows are expected, where that is known; there may be more, and fewer.</param>
/// <param name="bytes">Bytes of the file, of which each number takes one at least: a file of empty lines shall cost nothing.</param>
internal sealed class RowCollector(string path, int columns, long rows, long bytes)
{
    private float[] values = GC.AllocateUninitializedArray<float>((int)Math.Clamp(rows * columns, 0, Math.Min(bytes, Array.MaxLength)));
    private int count;

    /// <summary>Takes the next number.</summary>
    /// <exception cref="WorkbenchException">There are more than one table holds.</exception>
    public void Add(float value)
    {
        if (count == values.Length)
            Grow();
        values[count++] = value;
    }

    /// <summary>The numbers of some columns, row-major; nothing can be taken afterwards.</summary>
    /// <param name="kept">The columns, ascending.</param>
    public float[] Take(int[] kept)
    {
        var length = 0;
        if (kept.Length == columns)
            length = count;
        else
            for (var row = 0; row < count; row += columns)
                foreach (var column in kept)
                    values[length++] = values[row + column]; // never before it was read
        if (length != values.Length)
            Array.Resize(ref values, length);
        return values;
    }

    private void Grow()
    {
        if (values.Length == Array.MaxLength)
            throw new WorkbenchException($"{path}: its rows of {columns} features are more numbers than one table holds "
                + $"({Array.MaxLength}); name fewer columns, as {Path.GetFileName(path)}:mfcc.");
        Array.Resize(ref values, (int)Math.Min(Array.MaxLength, Math.Max(1024, values.Length * 5L / 4)));
    }
}
