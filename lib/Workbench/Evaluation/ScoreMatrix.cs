using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// How strongly a model believes in each label of each row: <c>[rows, labels]</c>, higher is likelier, usually probabilities
/// from 0 to 1.
/// </summary>
/// <param name="rowCount">Number of rows (tracks).</param>
/// <param name="labelCount">Number of labels.</param>
public sealed class ScoreMatrix(int rowCount, int labelCount)
{
    private readonly double[] values = new double[rowCount * labelCount];

    /// <summary>Takes scores of single precision.</summary>
    /// <param name="scores"><c>[rows, labels]</c>, row-major.</param>
    /// <param name="labelCount">Number of labels.</param>
    internal ScoreMatrix(ReadOnlySpan<float> scores, int labelCount) : this(scores.Length / labelCount, labelCount)
    {
        for (var i = 0; i < scores.Length; i++)
            values[i] = scores[i];
    }

    /// <summary>Number of rows (tracks).</summary>
    public int RowCount => rowCount;

    /// <summary>Number of labels.</summary>
    public int LabelCount => labelCount;

    /// <summary>The score of a row for a label.</summary>
    public double this[int row, int label]
    {
        get => values[row * labelCount + label];
        set => values[row * labelCount + label] = value;
    }

    /// <summary>The scores of one row, one a label; writable, so that a model can fill it in place.</summary>
    public Span<double> Row(int index) => values.AsSpan(index * labelCount, labelCount);

    /// <summary>A copy of the scores of one label, one a row.</summary>
    public double[] Column(int label)
    {
        var column = new double[rowCount];
        for (var row = 0; row < rowCount; row++)
            column[row] = this[row, label];
        return column;
    }

    /// <summary>All scores in single precision, row-major.</summary>
    internal float[] ToSingle() => Array.ConvertAll(values, value => (float)value);

    /// <summary>Refuses scores that cannot be ranked.</summary>
    /// <param name="rowName">What to call a row in the message.</param>
    /// <param name="labelName">What to call a label in the message.</param>
    /// <exception cref="WorkbenchException">A score is NaN or infinite.</exception>
    internal void RequireFinite(Func<int, string> rowName, Func<int, string> labelName)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                throw new WorkbenchException(
                    $"The score of {rowName(i / labelCount)} for {labelName(i % labelCount)} is {values[i]}; scores must be finite. "
                    + "Look for NaN among the features, or lower the learning rate.");
    }
}
