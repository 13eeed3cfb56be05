using System.Runtime.InteropServices;

namespace Workbench.Experiments;

/// <summary>Where a run was made: what may explain another result, and nothing that names a person or a machine.</summary>
/// <param name="Workbench">Version of the library.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="Processors">Logical processors.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="StartedUtc">When the run began.</param>
internal sealed record RunEnvironment(
    string Workbench, string Runtime, string OperatingSystem, string Architecture, int Processors, int Threads, DateTimeOffset StartedUtc)
{
    /// <summary>The environment of this process.</summary>
    /// <param name="threads">Threads used.</param>
    public static RunEnvironment Current(int threads) => new(
        typeof(RunEnvironment).Assembly.GetName().Version!.ToString(3),
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        threads,
        DateTimeOffset.UtcNow);
}
