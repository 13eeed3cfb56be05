namespace Workbench.Kernel.Output;

/// <summary>The console's input of cells: lines that the user of the front end is asked for.</summary>
internal sealed class CellReader(TextReader outside) : TextReader
{
    private string line = "";
    private int position;

    public override string? ReadLine()
    {
        if (CellContext.Current is not { } cell)
            return outside.ReadLine();
        if (position < line.Length)
            return TakeRest().TrimEnd('\n');
        return cell.Ask("", isPassword: false);
    }

    public override int Peek()
    {
        if (CellContext.Current is not { } cell)
            return outside.Peek();
        if (position == line.Length)
            (line, position) = (cell.Ask("", isPassword: false) + '\n', 0);
        return line[position];
    }

    public override int Read()
    {
        if (CellContext.Current is null)
            return outside.Read();
        var next = Peek();
        position++;
        return next;
    }

    private string TakeRest()
    {
        var rest = line[position..];
        position = line.Length;
        return rest;
    }
}
