using Microsoft.CodeAnalysis;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Formatting;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Output;
using Workbench.Kernel.Packages;

namespace Workbench.Kernel.Scripting;

/// <summary>
/// Runs the cells of one notebook, one after the other, in the C# script dialect: each cell sees what the earlier ones
/// declared. The headless runner and the Jupyter kernel are hosts of it.
/// </summary>
public sealed class NotebookSession : IDisposable
{
    private readonly ScriptChain chain;
    private readonly CellLanguages languages;
    private readonly IMimeFormatter formatter;
    private readonly Lock running = new();

    /// <summary>Starts a session; the first cell takes half a second longer, while the compiler warms up.</summary>
    /// <param name="baseDirectory">The notebook's folder: relative <c>#r</c> and <c>#load</c> start there.</param>
    /// <param name="formatter">Renders values; <see cref="InteractiveFormatter"/> if not given.</param>
    /// <param name="host">What its cells get from the program that runs them; nothing if not given.</param>
    public NotebookSession(string baseDirectory, IMimeFormatter? formatter = null, NotebookHost? host = null)
    {
        baseDirectory = Path.GetFullPath(baseDirectory);
        host ??= new();
        chain = new ScriptChain(baseDirectory, host.Libraries);
        var packages = new SessionPackages(chain, host);
        languages = new CellLanguages(new(chain, packages), new(chain, packages), baseDirectory, host.Database);
        this.formatter = formatter ?? new InteractiveFormatter();
    }

    /// <summary>Variables that the cells have declared, the latest declaration of each name.</summary>
    internal IReadOnlyList<IFieldSymbol> Variables() => chain.Variables();

    /// <summary>Runs a cell to its end. Calls from several threads run one after the other.</summary>
    /// <param name="code">The cell's source.</param>
    /// <param name="cellName">What stack traces call it; unique in the session.</param>
    /// <param name="sink">Where its outputs go.</param>
    /// <param name="token">
    /// Stops it within about two seconds, even if it does not look at the token; library code that says it does is waited for.
    /// </param>
    /// <returns>How it ended; failures of the cell are a result, not an exception.</returns>
    public CellResult Execute(string code, string cellName, IOutputSink sink, CancellationToken token = default) =>
        Execute(code, null, cellName, sink, token);

    /// <summary>Runs a cell to its end. Calls from several threads run one after the other.</summary>
    /// <param name="code">The cell's source.</param>
    /// <param name="language">The language of the cell, until a line such as <c>#!sql</c> names another; C# if null.</param>
    /// <param name="cellName">What stack traces call it; unique in the session.</param>
    /// <param name="sink">Where its outputs go.</param>
    /// <param name="token">
    /// Stops it within about two seconds, even if it does not look at the token; library code that says it does is waited for.
    /// </param>
    /// <returns>How it ended; failures of the cell are a result, not an exception.</returns>
    public CellResult Execute(string code, string? language, string cellName, IOutputSink sink, CancellationToken token = default)
    {
        lock (running)
        {
            foreach (var library in chain.TakeRebuilt())
                sink.Stream("stderr", $"{Path.GetFileName(library)} was rebuilt: restart the kernel to use the new build.\n");
            MimeBundle? shown = null;
            var cell = new CellContext(cellName, sink, formatter, languages, token);
            var (outcome, thrown) = CellThread.Run(cellName, cell, () =>
            {
                var value = languages.Run(code, cellName, language, cell);
                shown = value is null or DisplayedValue ? null : formatter.Format(value);
            });
            return outcome switch
            {
                CellOutcome.Completed => new(outcome, shown),
                CellOutcome.Failed => new(outcome, Error: CellErrors.Exception(thrown!, cellName)),
                _ => Stopped(outcome),
            };
        }
    }

    /// <summary>Spends the time that the first cell would take longer. The cells do not see it.</summary>
    public void WarmUp() => Execute("Enumerable.Range(0, 2).Select(i => i + 1).ToList()", "warm-up", new SilentSink());

    /// <summary>Spends the time that the first completion and inspection would take longer.</summary>
    public void WarmUpEditing()
    {
        const string code = "using System; new[] { 1 }.Select(x => x.ToString()).";
        Complete(code, code.Length);
        Complete("Con", 3);
        Inspect(code, code.IndexOf("Select", StringComparison.Ordinal));
    }

    /// <summary>The ways to go on at a place of a cell. Runs nothing; answers also while a cell runs, and in broken code.</summary>
    /// <param name="code">The whole cell as it stands.</param>
    /// <param name="position">The place, in UTF-16 units from the start of the cell.</param>
    public CompletionList Complete(string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        var (csharp, contains) = CSharpPart.Of(code, position);
        return !contains || CodeNesting.TooDeepAt(csharp) is not null ? new(position, position, [])
            : PathCompleter.Complete(code, position, chain.BaseDirectory) ?? CellCompleter.Complete(chain, csharp, position);
    }

    /// <summary>
    /// What the name at a place of a cell is: its signature, then an empty line and its documentation; among the arguments of a call all
    /// its overloads. Runs nothing; answers also while a cell runs.
    /// </summary>
    /// <param name="code">The whole cell as it stands.</param>
    /// <param name="position">The place, in UTF-16 units from the start of the cell.</param>
    /// <returns>Plain text; null where there is nothing to tell.</returns>
    public string? Inspect(string code, int position)
    {
        position = Math.Clamp(position, 0, code.Length);
        var (csharp, contains) = CSharpPart.Of(code, position);
        return contains && CodeNesting.TooDeepAt(csharp) is null ? CellInspector.Inspect(chain, csharp, position) : null;
    }

    /// <summary>Whether code is a whole cell, for front ends that run it at the Enter key.</summary>
    /// <param name="code">The cell so far.</param>
    public static Completeness CompletenessOf(string code) => ScriptChain.CompletenessOf(CSharpPart.Of(code, 0).Code);

    /// <summary>Removes the session's copies of libraries. Code of its cells must not run on.</summary>
    public void Dispose() => chain.Dispose();

    private static CellResult Stopped(CellOutcome outcome)
    {
        var message = outcome == CellOutcome.Interrupted
            ? "The cell was interrupted."
            : "The cell was interrupted, but its code still runs; give long calls the cell's CancellationToken, "
                + "and restart the kernel to stop this one.";
        return new(outcome, Error: new("Interrupted", message, [message], null));
    }
}
