using System.Runtime.InteropServices;

namespace Workbench.Kernel.Libraries;

/// <summary>What packages call the system that this process runs on.</summary>
internal static class RuntimeNames
{
    /// <summary>The name that packages are made for, for instance <c>linux-x64</c>.</summary>
#pragma warning disable CA1308 // such names are lower case
    public static string Portable { get; } = $"{Platform}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308

    private static string Platform => OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx"
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl" : "linux";
}
