using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Bridges;

/// <summary>What came of reading a chart: a figure, or the reason why there is none.</summary>
/// <param name="Drawn">The figure; null if there is none.</param>
/// <param name="Reason">Why there is none, in a sentence; empty if there is one.</param>
internal sealed record FigureReading(Figure? Drawn, string Reason)
{
    /// <summary>The figure.</summary>
    /// <exception cref="WorkbenchException">There is none.</exception>
    public Figure Figure() => Drawn ?? throw new WorkbenchException(Reason);
}
