using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Workbench.Training.Kernels;

/// <summary>
/// The innermost loop of a matrix product: one tile of <see cref="Rows"/> x <see cref="Columns"/> outputs, kept in registers.
/// </summary>
internal abstract unsafe class GemmTile
{
    /// <summary>Longest inner size summed in one go: a panel of it stays in the first-level cache.</summary>
    private const int MaxDepth = 320;

    /// <param name="rows">Rows of a tile: as many as have room in the registers.</param>
    /// <param name="columns">Columns of a tile: two vectors.</param>
    protected GemmTile(int rows, int columns) => (Rows, Columns) = (rows, columns);

    /// <summary>Rows of a tile.</summary>
    public int Rows { get; }

    /// <summary>Columns of a tile: two vectors.</summary>
    public int Columns { get; }

    /// <summary>The tile for this processor's widest vectors.</summary>
    public static GemmTile Widest() =>
        Vector512.IsHardwareAccelerated ? new LaneTile<Lanes512, Vector512<float>>()
        : Vector256.IsHardwareAccelerated ? new LaneTile<Lanes256, Vector256<float>>()
        : new LaneTile<Lanes128, Vector128<float>>();

    /// <summary>The transforms of Winograd's convolution in vectors of the same width.</summary>
    public abstract WinogradTransform CreateTransform();

    /// <summary>
    /// <c>c = a * b</c> or <c>c += a * b</c> for any number of rows and columns. Where no more than half of a tile's columns
    /// are left, only its first vectors are computed. Other edges are computed beside the output, so that they round like the rest.
    /// </summary>
    /// <param name="a">The left factor.</param>
    /// <param name="rowStride">Values from one of its rows to the next.</param>
    /// <param name="step">Values from one k to the next.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="panels">
    /// The right factor in as many whole panels as the columns need, one after the other; see <see cref="Panel"/>.
    /// </param>
    /// <param name="depth">Number of k.</param>
    /// <param name="c">The output.</param>
    /// <param name="cStride">Values from one of its rows to the next.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="adds">Whether the product is added to what the output holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Multiply(float* a, nint rowStride, nint step, int rows, float* panels, int depth, float* c, nint cStride,
        int columns, bool adds)
    {
        var parts = Math.Max(1, (depth + MaxDepth - 1) / MaxDepth);
        var width = Columns;
        var edge = stackalloc float[Rows * width];
        for (var part = 0; part < parts; part++)
        {
            var k = (int)((long)depth * part / parts);
            var count = (int)((long)depth * (part + 1) / parts) - k;
            for (var column = 0; column < columns; column += width)
            {
                var panel = panels + (nint)column * depth + (nint)k * width;
                var tileColumns = Math.Min(width, columns - column);
                var isHalf = tileColumns <= width / 2;
                var isWhole = tileColumns == (isHalf ? width / 2 : width);
                var row = 0;
                for (; row <= rows - Rows && isWhole; row += Rows)
                {
                    if (part == 0 && !adds) // stores that miss the cache wait for one another
                        for (var i = 0; i < Rows; i++)
                            Cache.Prefetch(c + (row + i) * cStride + column, tileColumns);
                    Accumulate(a + row * rowStride + k * step, rowStride, step, Rows, panel, count, c + row * cStride + column,
                        cStride, adds || part > 0, isHalf);
                }
                for (; row < rows; row += Rows)
                {
                    var target = c + row * cStride + column;
                    var tileRows = Math.Min(Rows, rows - row);
                    for (var i = 0; i < tileRows; i++)
                        new ReadOnlySpan<float>(target + i * cStride, tileColumns).CopyTo(new(edge + i * width, tileColumns));
                    Accumulate(a + row * rowStride + k * step, rowStride, step, tileRows, panel, count, edge, width,
                        adds || part > 0, isHalf);
                    for (var i = 0; i < tileRows; i++)
                        new ReadOnlySpan<float>(edge + i * width, tileColumns).CopyTo(new(target + i * cStride, tileColumns));
                }
            }
        }
    }

    /// <summary>
    /// <c>c[i, j] = sum over k of a[i, k] * panel[k, j]</c>, or <c>+=</c>, summed in the order of k, one rounding a product.
    /// </summary>
    /// <param name="a">First row of the left factor.</param>
    /// <param name="rowStride">Values from one of its rows to the next.</param>
    /// <param name="step">Values from one k to the next.</param>
    /// <param name="rowCount">Its rows, 1 to <see cref="Rows"/>; the missing ones are computed as copies of the last.</param>
    /// <param name="panel">Right factor, packed: <see cref="Columns"/> values a k.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="c">The whole tile, also where fewer rows are wanted.</param>
    /// <param name="cStride">Values from one row of the tile to the next.</param>
    /// <param name="adds">Whether the sum is added to what the tile holds.</param>
    /// <param name="isHalf">Whether only the first vector of each row is wanted.</param>
    protected abstract void Accumulate(float* a, nint rowStride, nint step, int rowCount, float* panel, int depth, float* c,
        nint cStride, bool adds, bool isHalf);
}
