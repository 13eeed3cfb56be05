using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Engines;

/// <summary>Which engine runs a network of the user's own: another assembly brings it, together with the code.</summary>
internal static class OwnNetworkEngine
{
    private static volatile Func<IEngine>? start;

    /// <summary>Takes in what starts the engine for them, before any of them is defined.</summary>
    public static void Register(Func<IEngine> starter) => start = starter;

    /// <summary>The engine that was asked for; of an own network, the one for them instead of the <see cref="ManagedEngine"/>.</summary>
    /// <exception cref="OwnCodeException">This process has not the code of an own network, with the line that defines it.</exception>
    public static IEngine For(ModelSpec model, IEngine asked)
    {
        if (model.Own is not IOwnCode own || asked is not ManagedEngine)
            return asked;
        own.Require();
        return start!(); // whoever defines them registers it first
    }
}
