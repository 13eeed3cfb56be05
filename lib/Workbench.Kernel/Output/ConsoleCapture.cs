namespace Workbench.Kernel.Output;

/// <summary>Routes the standard streams of this process to the running cells until disposed.</summary>
internal sealed class ConsoleCapture : IDisposable
{
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter error = Console.Error;
    private readonly TextReader input = Console.In;
    private readonly IReadOnlyList<NativeOutput> native = NativeOutput.Take();

    public ConsoleCapture()
    {
        Console.SetOut(new CellWriter("stdout", output));
        Console.SetError(new CellWriter("stderr", error));
        Console.SetIn(new CellReader(input));
        StrayErrors.Keep();
    }

    public void Dispose()
    {
        Console.SetOut(output);
        Console.SetError(error);
        Console.SetIn(input);
        foreach (var stream in native)
            stream.Dispose();
    }
}
