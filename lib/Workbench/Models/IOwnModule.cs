namespace Workbench.Models;

/// <summary>
/// A network of the user's own that was built: what the engine that runs it tells the library, which knows nothing of its package.
/// </summary>
internal interface IOwnModule : IDisposable
{
    /// <summary>What the library has to know of it.</summary>
    OwnNetworkPlan Plan { get; }

    /// <summary>Copies its tensors out, in the order of <see cref="OwnNetworkPlan.Parameters"/>.</summary>
    Weights ToWeights();
}
