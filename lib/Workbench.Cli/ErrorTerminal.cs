using System.Text;
using Spectre.Console;

namespace Workbench.Cli;

/// <summary>The error stream for what draws on it, past <see cref="ShownWriter"/>.</summary>
internal sealed class ErrorTerminal : IAnsiConsoleOutput
{
    private readonly AnsiConsoleOutput inner = new(ShownWriter.RawError);

    public TextWriter Writer => inner.Writer;

    public bool IsTerminal => !Console.IsErrorRedirected;

    public int Width => inner.Width;

    public int Height => inner.Height;

    public void SetEncoding(Encoding encoding) => inner.SetEncoding(encoding);
}
