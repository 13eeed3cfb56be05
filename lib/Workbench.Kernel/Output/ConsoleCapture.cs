namespace Workbench.Kernel.Output;

/// <summary>Routes <see cref="Console"/>'s streams of this process to the running cells until disposed.</summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;
    private readonly TextReader input = Console.In;

    public ConsoleCapture()
    {
        Console.SetOut(new CellWriter("stdout", output));
        Console.SetError(new CellWriter("stderr", error));
        Console.SetIn(new CellReader(input));
    }

    public void Dispose()
    {
        Console.SetOut(output);
        Console.SetError(error);
        Console.SetIn(input);
    }
}
