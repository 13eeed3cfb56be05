using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Training.Kernels;

/// <summary>
/// A row-major matrix in memory that does not move, begins on a cache line, and holds up to <see cref="Capacity"/> rows, so that a
/// smaller last batch needs no other one.
/// </summary>
internal sealed unsafe class Matrix
{
    private AlignedArray<float> memory;
    private int start; // of the first row in the memory
    private int rows;

    /// <summary>Makes a matrix of zeros.</summary>
    public Matrix(int capacity, int columns)
    {
        memory = new(checked(capacity * columns));
        Data = memory.Pointer;
        Capacity = capacity;
        Columns = columns;
        rows = capacity;
    }

    /// <summary>Makes a matrix in the memory of another one: whatever is written to one is seen in the other.</summary>
    /// <param name="memory">As many values or more.</param>
    /// <param name="capacity">Rows.</param>
    /// <param name="columns">Values in a row.</param>
    public Matrix(Matrix memory, int capacity, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)capacity * columns, (long)memory.Capacity * memory.Columns, nameof(capacity));
        this.memory = memory.memory;
        Data = memory.Data;
        Capacity = capacity;
        Columns = columns;
        rows = capacity;
    }

    /// <summary>Lets this matrix be some rows of another one, until it shows others: nothing is copied or allocated.</summary>
    /// <param name="whole">A matrix of as many columns.</param>
    /// <param name="firstRow">First of the rows.</param>
    /// <param name="count">Number of rows.</param>
    public void Show(Matrix whole, int firstRow, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(whole.Columns, Columns, nameof(whole));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(firstRow + count), (uint)whole.Rows, nameof(count));
        (memory, start, Capacity, rows) = (whole.memory, whole.start + firstRow * Columns, count, count);
        Data = whole.Data + firstRow * Columns;
    }

    /// <summary>Rows that there is room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>Rows in use.</summary>
    public int Rows
    {
        get => rows;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)value, (uint)Capacity, nameof(value));
            rows = value;
        }
    }

    /// <summary>Values in a row.</summary>
    public int Columns { get; }

    /// <summary>Number of values in use.</summary>
    public int Count => rows * Columns;

    /// <summary>The first value; valid as long as this object is referenced.</summary>
    public float* Data { get; private set; }

    /// <summary>The values in use.</summary>
    public Span<float> Values => memory.Values.Slice(start, Count);

    /// <summary>The matrix with rows and columns exchanged, nothing copied.</summary>
    public MatrixView Transposed => new(this, true);

    /// <summary>The matrix as a factor of a product.</summary>
    public static implicit operator MatrixView(Matrix matrix) => new(matrix, false);

    /// <summary>The rows in use, for whoever does not know who keeps them.</summary>
    public static implicit operator MatrixSpan(Matrix matrix) => new(matrix.Values, matrix.Columns);

    /// <summary>One row.</summary>
    public Span<float> Row(int index) => memory.Values.Slice(start + index * Columns, Columns);

    /// <summary>Part of one row.</summary>
    public Span<float> Row(int index, int column, int count) => memory.Values.Slice(start + index * Columns + column, count);
}
