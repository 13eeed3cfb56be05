namespace Workbench.Training.Kernels;

/// <summary>A matrix as it stands or transposed: the strides say which.</summary>
/// <param name="Matrix">Where the values are.</param>
/// <param name="IsTransposed">Whether rows and columns are exchanged.</param>
internal readonly record struct MatrixView(Matrix Matrix, bool IsTransposed)
{
    public int Rows => IsTransposed ? Matrix.Columns : Matrix.Rows;

    public int Columns => IsTransposed ? Matrix.Rows : Matrix.Columns;

    /// <summary>Values from one row to the next.</summary>
    public nint RowStride => IsTransposed ? 1 : Matrix.Columns;

    /// <summary>Values from one column to the next.</summary>
    public nint ColumnStride => IsTransposed ? Matrix.Columns : 1;
}
