using System.Runtime.Intrinsics;

namespace Workbench.Training.Kernels;

/// <summary>The innermost loop of a matrix product: one tile of <see cref="Rows"/> x <see cref="Columns"/> outputs, kept in registers.</summary>
internal abstract unsafe class GemmTile
{
    /// <summary>Rows of a tile: 6 x 2 vectors of sums leave room for the factors in 16 registers.</summary>
    public const int Rows = 6;

    /// <summary>Columns of a tile: two vectors.</summary>
    public abstract int Columns { get; }

    /// <summary>The tile for this processor's widest vectors.</summary>
    public static GemmTile Widest() =>
        Vector512.IsHardwareAccelerated ? new LaneTile<Lanes512, Vector512<float>>()
        : Vector256.IsHardwareAccelerated ? new LaneTile<Lanes256, Vector256<float>>()
        : new LaneTile<Lanes128, Vector128<float>>();

    /// <summary><c>c[i, j] += sum over k of a[i, k] * panel[k, j]</c>, summed in the order of k, one rounding a product.</summary>
    /// <param name="a">First row of the left factor.</param>
    /// <param name="rowStride">Values from one of its rows to the next.</param>
    /// <param name="step">Values from one k to the next.</param>
    /// <param name="rowCount">Its rows, 1 to <see cref="Rows"/>; the missing ones are computed as copies of the last.</param>
    /// <param name="panel">Right factor, packed: <see cref="Columns"/> values a k.</param>
    /// <param name="depth">Number of k.</param>
    /// <param name="c">The whole tile, also where fewer rows are wanted.</param>
    /// <param name="cStride">Values from one row of the tile to the next.</param>
    public abstract void Accumulate(float* a, nint rowStride, nint step, int rowCount, float* panel, int depth, float* c, nint cStride);
}
