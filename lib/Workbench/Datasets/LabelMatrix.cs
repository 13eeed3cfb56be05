namespace Workbench.Datasets;

/// <summary>Which rows have which labels: <c>[rows, labels]</c>.</summary>
/// <param name="rowCount">Number of rows (tracks).</param>
/// <param name="labelCount">Number of labels.</param>
public sealed class LabelMatrix(int rowCount, int labelCount)
{
    private readonly bool[] values = new bool[rowCount * labelCount];

    /// <summary>Number of rows (tracks).</summary>
    public int RowCount => rowCount;

    /// <summary>Number of labels.</summary>
    public int LabelCount => labelCount;

    /// <summary>Whether the row has the label.</summary>
    public bool this[int row, int label]
    {
        get => values[row * labelCount + label];
        set => values[row * labelCount + label] = value;
    }

    /// <summary>The labels of one row.</summary>
    public ReadOnlySpan<bool> Row(int index) => values.AsSpan(index * labelCount, labelCount);

    /// <summary>One label over all rows.</summary>
    public bool[] Column(int label)
    {
        var column = new bool[rowCount];
        for (var row = 0; row < rowCount; row++)
            column[row] = this[row, label];
        return column;
    }
}
