using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Training.Kernels;

namespace Workbench.Tests.Reference;

/// <summary>Small matrices, written out row by row or drawn at random.</summary>
internal static class Matrices
{
    public static LabelMatrix Labels(bool[][] rows)
    {
        var matrix = new LabelMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            for (var label = 0; label < rows[row].Length; label++)
                matrix[row, label] = rows[row][label];
        return matrix;
    }

    public static ScoreMatrix Scores(double[][] rows)
    {
        var matrix = new ScoreMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(matrix.Row(row));
        return matrix;
    }

    /// <summary>Values from -1 to 1.</summary>
    public static Matrix Random(int rows, int columns, Random rng)
    {
        var matrix = new Matrix(rows, columns);
        foreach (ref var value in matrix.Values)
            value = (float)(2 * rng.NextDouble() - 1);
        return matrix;
    }
}
