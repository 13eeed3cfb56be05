namespace Workbench.Kernel.Output;

/// <summary>A value that stands in the outputs and can be replaced in place.</summary>
public sealed class DisplayedValue
{
    private readonly CellContext cell;
    private readonly string displayId = Guid.NewGuid().ToString("N");

    internal DisplayedValue(CellContext cell, object? value, string? mimeType)
    {
        this.cell = cell;
        cell.SinkInOrder.Display(mimeType is null ? cell.Formatter.Format(value) : cell.Formatter.Format(value, mimeType), displayId);
    }

    /// <summary>Shows another value in the place of the last, also from a later cell.</summary>
    /// <param name="value">The new value.</param>
    public void Update(object? value) => (CellContext.Current ?? cell).Sink.Update(cell.Formatter.Format(value), displayId);
}
