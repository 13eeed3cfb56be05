using Workbench.Datasets;
using Workbench.Evaluation;

namespace Workbench.Tests.Evaluation;

/// <summary>Small matrices written out row by row.</summary>
public static class Matrices
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
}
