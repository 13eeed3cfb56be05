using System.Text;

namespace Workbench.Kernel.Output;

/// <summary>Console output of cells, sent to the sink of the cell that wrote it; what no cell wrote goes on to where it went.</summary>
internal sealed class CellWriter : TextWriter
{
    private readonly string name;
    private readonly TextWriter outside;

    public CellWriter(string name, TextWriter outside)
    {
        this.name = name;
        this.outside = outside;
        NewLine = "\n"; // notebooks are the same bytes on every platform
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (CellContext.Current is { } cell)
            cell.Sink.Stream(name, value);
        else
            outside.Write(value);
    }
}
