using System.Collections.Immutable;

namespace Workbench.Foundation.Tables;

/// <summary>
/// A table column by column, with what its cells are: what binary files of tables hold, and what is written as one. A column is read when
/// it is asked for, so that one is in memory at a time.
/// </summary>
internal abstract class ColumnTable : IDisposable
{
    /// <summary>Number of rows.</summary>
    public abstract int RowCount { get; }

    /// <summary>The columns, of different names.</summary>
    public abstract ImmutableArray<TableColumn> Columns { get; }

    /// <summary>What is said of the table as a whole.</summary>
    public abstract IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>A column of texts or of whole numbers, as texts; null where nothing stands.</summary>
    /// <param name="column">Its place in <see cref="Columns"/>.</param>
    public abstract string?[] Texts(int column);

    /// <summary>A column of lists of texts.</summary>
    /// <param name="column">Its place in <see cref="Columns"/>.</param>
    public abstract ImmutableArray<string>[] TextLists(int column);

    /// <summary>A column of numbers as floats, to the last bit where they are floats; NaN where nothing stands.</summary>
    /// <param name="column">Its place in <see cref="Columns"/>.</param>
    /// <param name="into">Of as many rows, which nobody needs any more, to be filled; null for an array of its own.</param>
    public abstract float[] Floats(int column, float[]? into = null);

    /// <summary>Where a column is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="kinds">What its cells may be.</param>
    /// <returns>-1 where there is none of that name and kind.</returns>
    public int Find(string name, params ReadOnlySpan<ColumnKind> kinds)
    {
        for (var i = 0; i < Columns.Length; i++)
            if (Columns[i].Name == name && kinds.Contains(Columns[i].Kind))
                return i;
        return -1;
    }

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
