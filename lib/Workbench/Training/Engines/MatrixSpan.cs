namespace Workbench.Training.Engines;

/// <summary>A row-major matrix in memory of somebody else, as a span is an array: valid as long as that memory is.</summary>
/// <param name="values">All values, as many as rows times columns.</param>
/// <param name="columns">Values in a row, at least 1.</param>
public readonly ref struct MatrixSpan(Span<float> values, int columns)
{
    /// <summary>All values, row after row.</summary>
    public Span<float> Values { get; } = values;

    /// <summary>Values in a row.</summary>
    public int Columns { get; } = columns;

    /// <summary>Number of values.</summary>
    public int Count => Values.Length;

    /// <summary>Number of rows; 0 of one that was never made.</summary>
    public int Rows => IsEmpty ? 0 : Values.Length / Columns;

    /// <summary>Whether there are no values.</summary>
    public bool IsEmpty => Values.IsEmpty;

    /// <summary>One row.</summary>
    /// <param name="index">From 0.</param>
    public Span<float> Row(int index) => Values.Slice(index * Columns, Columns);
}
