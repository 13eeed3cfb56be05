using System.Runtime.CompilerServices;

namespace Workbench.Training.Kernels;

/// <summary>
/// Product of two matrices, either of them transposed. The right factor is packed into panels as wide as a tile; then blocks of
/// the output are independent work items. Every output is summed in one order that depends on nothing but the inner size, so the
/// bytes are the same for every number of threads and for every number of rows beside it. After Goto and van de Geijn 2008.
/// </summary>
/// <param name="workers">Who does the work.</param>
/// <param name="tile">The innermost loop.</param>
internal sealed unsafe class Gemm(Workers workers, GemmTile tile)
{
    /// <summary>Rows of an output block: eight tiles, whose left factor stays in the second-level cache.</summary>
    private const int BlockRows = 8 * GemmTile.Rows;

    /// <summary>Panels of an output block.</summary>
    private const int BlockPanels = 4;

    /// <summary>Longest inner size summed in one go: a panel of it stays in the first-level cache.</summary>
    private const int MaxDepth = 320;

    private MatrixView left, right;
    private Matrix output = new(0, 1);
    private Matrix packed = new(0, 1);
    private Action<int>? pack, multiply;
    private int panelCount, panelGroups;

    /// <summary><c>output = left * right</c>.</summary>
    /// <param name="left"><c>[m, k]</c>.</param>
    /// <param name="right"><c>[k, n]</c>.</param>
    /// <param name="output"><c>[m, n]</c>, neither of the factors.</param>
    public void Multiply(MatrixView left, MatrixView right, Matrix output)
    {
        if (left.Columns != right.Rows || left.Rows != output.Rows || right.Columns != output.Columns)
            throw new ArgumentException($"[{left.Rows}, {left.Columns}] x [{right.Rows}, {right.Columns}] does not give [{output.Rows}, {output.Columns}].");
        this.left = left;
        this.right = right;
        this.output = output;
        panelCount = DivideUp(right.Columns, tile.Columns);
        panelGroups = DivideUp(panelCount, BlockPanels);
        if (packed.Capacity < panelCount * right.Rows)
            packed = new(panelCount * right.Rows, tile.Columns);
        workers.For(panelCount, pack ??= Pack);
        workers.For(panelGroups * DivideUp(output.Rows, BlockRows), multiply ??= MultiplyBlock);
    }

    private static int DivideUp(int count, int size) => (count + size - 1) / size;

    private float* Panel(int index) => packed.Data + (nint)index * right.Rows * tile.Columns;

    /// <summary>Lays one panel of the right factor out in the order in which a tile reads it; columns beyond the last are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pack(int panel)
    {
        var width = tile.Columns;
        var target = Panel(panel);
        var columns = Math.Min(width, right.Columns - panel * width);
        var source = right.Matrix.Data + panel * width * right.ColumnStride;
        if (columns < width)
            new Span<float>(target, right.Rows * width).Clear();
        if (right.IsTransposed)
            PackTransposed(source, right.ColumnStride, right.Rows, columns, target, width);
        else
            for (var k = 0; k < right.Rows; k++)
                new ReadOnlySpan<float>(source + k * right.RowStride, columns).CopyTo(new(target + (nint)k * width, columns));
    }

    /// <summary>Transposes in squares that fit the cache lines of source and target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackTransposed(float* source, nint sourceStride, int depth, int columns, float* target, int width)
    {
        const int Square = 16;
        for (var k0 = 0; k0 < depth; k0 += Square)
        {
            var end = Math.Min(depth, k0 + Square);
            for (var column = 0; column < columns; column++)
                for (var k = k0; k < end; k++)
                    target[(nint)k * width + column] = source[column * sourceStride + k];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyBlock(int item)
    {
        var firstRow = item / panelGroups * BlockRows;
        var lastRow = Math.Min(output.Rows, firstRow + BlockRows);
        var firstPanel = item % panelGroups * BlockPanels;
        var lastPanel = Math.Min(panelCount, firstPanel + BlockPanels);
        var (depth, width) = (left.Columns, tile.Columns);
        ClearBlock(firstRow, lastRow, firstPanel * width, Math.Min(output.Columns, lastPanel * width));
        var parts = DivideUp(depth, MaxDepth);
        var edge = stackalloc float[GemmTile.Rows * width];
        for (var part = 0; part < parts; part++)
        {
            var k = (int)((long)depth * part / parts);
            var count = (int)((long)depth * (part + 1) / parts) - k;
            for (var panel = firstPanel; panel < lastPanel; panel++)
                for (var row = firstRow; row < lastRow; row += GemmTile.Rows)
                    MultiplyTile(row, panel, k, count, edge);
        }
    }

    /// <summary>One tile; at the edges of the output in a whole tile beside it, so that edges round like the rest.</summary>
    private void MultiplyTile(int row, int panel, int k, int count, float* edge)
    {
        var width = tile.Columns;
        var rows = Math.Min(GemmTile.Rows, output.Rows - row);
        var columns = Math.Min(width, output.Columns - panel * width);
        var a = left.Matrix.Data + row * left.RowStride + k * left.ColumnStride;
        var b = Panel(panel) + (nint)k * width;
        var c = output.Data + (nint)row * output.Columns + panel * width;
        if (rows == GemmTile.Rows && columns == width)
        {
            tile.Accumulate(a, left.RowStride, left.ColumnStride, rows, b, count, c, output.Columns);
            return;
        }
        for (var i = 0; i < rows; i++)
            new ReadOnlySpan<float>(c + (nint)i * output.Columns, columns).CopyTo(new(edge + i * width, width));
        tile.Accumulate(a, left.RowStride, left.ColumnStride, rows, b, count, edge, width);
        for (var i = 0; i < rows; i++)
            new ReadOnlySpan<float>(edge + i * width, columns).CopyTo(new(c + (nint)i * output.Columns, columns));
    }

    private void ClearBlock(int firstRow, int lastRow, int firstColumn, int lastColumn)
    {
        for (var row = firstRow; row < lastRow; row++)
            output.Row(row, firstColumn, lastColumn - firstColumn).Clear();
    }
}
