using System.Diagnostics;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary><c>#!time</c>: shows how long the cell took, from this line to its end.</summary>
internal sealed class TimeDirective : IDirective
{
    public IReadOnlyList<string> Names { get; } = ["time"];

    /// <summary>The time as it is shown.</summary>
    public static string Text(Stopwatch clock) => FormattableString.Invariant($"Wall time: {clock.Elapsed.TotalMilliseconds:0.0###}ms");

    public Action? Run(CellDirective directive, ILanguage language, CellContext cell)
    {
        directive.Expect("#!time", 0);
        var clock = Stopwatch.StartNew();
        return () => CellLanguages.Show(Text(clock), cell);
    }
}
