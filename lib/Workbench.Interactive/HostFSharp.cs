using System.Runtime.Loader;

namespace Workbench.Interactive;

/// <summary>
/// The library of F# that the host has. Packages that were built against a newer one, as Plotly.NET 6 was, find none there, since a
/// process has one only; given the host's, they run as far as they use nothing that is new.
/// </summary>
internal static class HostFSharp
{
    private const string Name = "FSharp.Core";

    /// <summary>Gives the host's to whoever asks for a newer one.</summary>
    public static void ServeNewer() => AssemblyLoadContext.Default.Resolving += (context, asked) =>
        asked is { Name: Name, Version: not null } ? context.LoadFromAssemblyName(new(Name)) : null; // without a version: the host's
}
