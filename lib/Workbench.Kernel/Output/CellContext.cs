using Workbench.Kernel.Formatting;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Output;

/// <summary>What code of a cell finds around itself: it flows with the execution context into tasks and threads.</summary>
internal sealed record CellContext(
    string Name, IOutputSink Sink, IMimeFormatter Formatter, CellLanguages Languages, CancellationToken Token)
{
    /// <summary>What a cell is told that asks the user where there is none.</summary>
    public const string NobodyAnswers =
        "Nobody is there to answer: a notebook that runs without a front end takes its values from its parameters cell.";

    private static readonly AsyncLocal<CellContext?> Ambient = new();
    private static CellContext? latest;

    // By these conventions a library, which knows no kernel, finds the token and the outputs of the cell that calls it, and says that it
    // looks at the token.
    static CellContext()
    {
        AppContext.SetData("Notebook.CancellationToken", () => Ambient.Value?.Token ?? default);
        AppContext.SetData("Notebook.HeedCancellation", () => Ambient.Value?.Heeding.Enter());
        AppContext.SetData("Notebook.Display", (object value) =>
            Current is null ? null : (Action<object>)CellFunctions.display(value).Update);
    }

    /// <summary>What the cell's thread says of looking at the token.</summary>
    public Heeding Heeding { get; } = new(Token);

    /// <summary>The cell that the calling code belongs to; for code without an execution context, the cell that runs now.</summary>
    public static CellContext? Current => Ambient.Value ?? Volatile.Read(ref latest);

    /// <summary>The sink, for an output that stands behind the text that native code has written so far.</summary>
    public IOutputSink SinkInOrder
    {
        get
        {
            NativeOutput.Drain();
            return Sink;
        }
    }

    /// <summary>Asks the user of the front end for a line.</summary>
    /// <exception cref="InvalidOperationException">Nobody is there to answer.</exception>
    public string Ask(string prompt, bool isPassword) => SinkInOrder is IInputSource source
        ? source.ReadLine(prompt, isPassword)
        : throw new InvalidOperationException(NobodyAnswers);

    /// <summary>Makes the calling thread the cell's, and this the context of all that it starts.</summary>
    public void Enter()
    {
        Ambient.Value = this;
        Heeding.Begin();
        Volatile.Write(ref latest, this);
    }

    /// <summary>Ends the time in which stray code, and native code, is counted to this cell.</summary>
    public void Leave()
    {
        NativeOutput.Drain();
        Interlocked.CompareExchange(ref latest, null, this);
    }
}
