using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Workbench.Reports;

namespace Workbench.Interactive;

/// <summary>What C# cells may call without a <c>using</c> in our kernel, and do not find in the host.</summary>
public static class CellFunctions
{
    /// <summary>
    /// Cancelled when the cell is stopped: hand it to long calls. (A cell's own <c>using System.Threading;</c> hides it behind the type of
    /// that name.)
    /// </summary>
    public static CancellationToken CancellationToken
    {
        get
        {
            try
            {
                return KernelInvocationContext.Current?.CancellationToken ?? default;
            }
            catch (ObjectDisposedException) // of code that outlives its cell
            {
                return default;
            }
        }
    }

    /// <summary>Text to be shown as Markdown.</summary>
    /// <param name="text">The Markdown.</param>
    public static MarkdownText Markdown(string text) => new(text);

    /// <summary>A diagram in the language of Mermaid, as Markdown: front ends draw it that know Mermaid, others show its text.</summary>
    /// <param name="diagram">For instance <c>graph LR; songs --> features --> model</c>.</param>
    public static MarkdownText Mermaid(string diagram) => Markdown($"```mermaid\n{diagram}\n```");

    /// <summary>Runs something and shows how long it took.</summary>
    /// <param name="work">What is timed.</param>
    /// <returns>What it returns.</returns>
    public static T Time<T>(Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var result = work();
        FormattableString.Invariant($"Wall time: {clock.Elapsed.TotalMilliseconds:0.0###}ms").Display();
        return result;
    }

    /// <summary>Runs something and shows how long it took.</summary>
    /// <param name="work">What is timed.</param>
    public static void Time(Action work) => Time<object?>(() =>
    {
        work();
        return null;
    });
}
