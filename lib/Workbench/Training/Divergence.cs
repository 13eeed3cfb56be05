using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Training;

/// <summary>Stops a training whose loss is no longer a number.</summary>
internal static class Divergence
{
    /// <summary>Makes sure that the loss is finite.</summary>
    /// <exception cref="WorkbenchException">It is not; the message names the layer where that began.</exception>
    public static void Refuse(double loss, INetwork network, TrainingSpec spec, Func<string> where)
    {
        if (!double.IsFinite(loss))
            throw new WorkbenchException($"The loss became {loss} {where()}; the first values that are not finite are in "
                + $"{network.FirstNonFinite() ?? "the loss itself"}. Use a lower learning rate (now: {spec.Optimizer}), or add BatchNorm.");
    }
}
