using System.Reflection;
using Workbench.Kernel.Formatting;

namespace Workbench.Interactive;

/// <summary>
/// The formatters that libraries bring for types of other libraries, as <c>Workbench.Bridges</c> for charts: the host looks for the
/// attribute on types alone. What a library brings is there from its first use on.
/// </summary>
internal static class LoadedFormatters
{
    /// <summary>Registers what every library brings that is loaded from now on.</summary>
    public static void Watch() => AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) =>
    {
        // Cells are loaded from memory.
        if (loaded.LoadedAssembly is { IsDynamic: false, Location: { Length: > 0 } path } library && AssemblyFormatters.AreIn(path))
            Register(library);
    };

    // An exception out of the event would be one of whatever happened to load the library.
    private static void Register(Assembly library)
    {
        try
        {
            AssemblyFormatters.Register(library);
        }
        catch (InvalidOperationException error)
        {
            Console.Error.WriteLine(error.Message);
        }
    }
}
