using System.Runtime.ExceptionServices;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>What became of one feature of a clip.</summary>
/// <param name="Values">A row of all statistics, or a row a frame; null where it failed.</param>
/// <param name="Failure">Why the clip has none; null where it has.</param>
internal sealed record ExtractedPart(FeatureMatrix? Values, WorkbenchException? Failure = null)
{
    /// <summary>The values.</summary>
    /// <exception cref="WorkbenchException">The failure.</exception>
    public FeatureMatrix Require()
    {
        if (Failure is not null)
            ExceptionDispatchInfo.Throw(Failure);
        return Values!;
    }
}
