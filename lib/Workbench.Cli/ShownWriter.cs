using System.Text;

namespace Workbench.Cli;

/// <summary>A writer to the terminal through which only text comes, by <see cref="Shown"/>.</summary>
/// <param name="terminal">Where it goes.</param>
internal sealed class ShownWriter(TextWriter terminal) : TextWriter
{
    /// <summary>The error stream as it is, for what draws on the terminal.</summary>
    public static TextWriter RawError { get; private set; } = Console.Error;

    public override Encoding Encoding => terminal.Encoding;

    /// <summary>
    /// From now on, until the process ends, for all that is written to the console: messages always, as people read them somewhere;
    /// results where they go to a terminal, while programs get them as they are.
    /// </summary>
    public static void Guard()
    {
        if (Console.Error is ShownWriter)
            return;
        RawError = Console.Error;
        Console.SetError(new ShownWriter(RawError));
        if (!Console.IsOutputRedirected)
            Console.SetOut(new ShownWriter(Console.Out));
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer) => terminal.Write(Shown.Of(buffer));

    public override void WriteLine(string? value) => terminal.WriteLine(Shown.Of(value));

    public override void Flush() => terminal.Flush();
}
