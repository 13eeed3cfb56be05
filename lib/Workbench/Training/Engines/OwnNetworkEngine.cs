using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Engines;

/// <summary>Which engine runs a network of the user's own: another assembly brings it, together with the code.</summary>
internal static class OwnNetworkEngine
{
    private static volatile IEngine? engine;

    /// <summary>Takes in the engine for them, before any of them is defined.</summary>
    public static void Register(IEngine ofThem) => engine = ofThem;

    /// <summary>The engine that was asked for; of an own network, the one for them instead of the <see cref="ManagedEngine"/>.</summary>
    /// <exception cref="OwnCodeException">This process has not the code of an own network, with the line that defines it.</exception>
    public static IEngine For(ModelSpec model, IEngine asked)
    {
        if (model.Own is not IOwnCode own || asked is not ManagedEngine)
            return asked;
        own.Require();
        return engine!; // whoever defines them registers it first
    }
}
