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
    /// <summary>Rows of an output block: whole tiles of six or of eight rows, whose left factor stays in the second-level cache.</summary>
    private const int BlockRows = 48;

    /// <summary>Panels of an output block.</summary>
    private const int BlockPanels = 4;

    private MatrixView left, right;
    private Matrix output = new(0, 1);
    private Matrix packed = new(0, 1);
    private Action<int>? pack, multiply;
    private Action<Block>? finish;
    private int panelCount, panelGroups;
    private bool adds;

    /// <summary><c>output = left * right</c>, or <c>+=</c>.</summary>
    /// <param name="left"><c>[m, k]</c>.</param>
    /// <param name="right"><c>[k, n]</c>.</param>
    /// <param name="output"><c>[m, n]</c>, neither of the factors.</param>
    /// <param name="adds">Whether the product is added to what the output holds.</param>
    /// <param name="finish">What to do with each block of the output as soon as it is there, on any thread. Keep the delegate.</param>
    public void Multiply(MatrixView left, MatrixView right, Matrix output, bool adds = false, Action<Block>? finish = null)
    {
        if (left.Columns != right.Rows || left.Rows != output.Rows || right.Columns != output.Columns)
            throw new ArgumentException(
                $"[{left.Rows}, {left.Columns}] x [{right.Rows}, {right.Columns}] does not give [{output.Rows}, {output.Columns}].");
        this.left = left;
        this.right = right;
        this.output = output;
        this.adds = adds;
        this.finish = finish;
        panelCount = DivideUp(right.Columns, tile.Columns);
        panelGroups = DivideUp(panelCount, BlockPanels);
        if (packed.Capacity < panelCount * right.Rows)
            packed = new(panelCount * right.Rows, tile.Columns);
        workers.For(panelCount, pack ??= Pack);
        workers.For(panelGroups * DivideUp(output.Rows, BlockRows), multiply ??= MultiplyBlock);
    }

    private static int DivideUp(int count, int size) => (count + size - 1) / size;

    private float* PanelAt(int index) => packed.Data + (nint)index * right.Rows * tile.Columns;

    private void Pack(int panel)
    {
        var first = panel * tile.Columns;
        var source = right.Matrix.Data + first * right.ColumnStride;
        Panel.Pack(source, right.RowStride, right.ColumnStride, right.Rows, Math.Min(tile.Columns, right.Columns - first),
            PanelAt(panel), tile.Columns);
    }

    private void MultiplyBlock(int item)
    {
        var row = item / panelGroups * BlockRows;
        var panel = item % panelGroups * BlockPanels;
        var column = panel * tile.Columns;
        var (rows, columns) = (Math.Min(BlockRows, output.Rows - row), Math.Min(BlockPanels * tile.Columns, output.Columns - column));
        tile.Multiply(
            left.Matrix.Data + row * left.RowStride, left.RowStride, left.ColumnStride, rows, PanelAt(panel), left.Columns,
            output.Data + (nint)row * output.Columns + column, output.Columns, columns, adds);
        finish?.Invoke(new(row, rows, column, columns));
    }
}
