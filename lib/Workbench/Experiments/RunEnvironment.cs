using System.Runtime.InteropServices;
using Workbench.Training.Engines;

namespace Workbench.Experiments;

/// <summary>Where a run was made: what may explain another result, and nothing that names a person or a machine.</summary>
/// <param name="Workbench">Version of the library.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Architecture">The processor's architecture.</param>
/// <param name="Processors">Logical processors.</param>
/// <param name="Threads">Threads used.</param>
/// <param name="StartedUtc">When the run began.</param>
/// <param name="Engine">What ran the network; runs that do not say are older than the second engine.</param>
/// <param name="Device">Where it did.</param>
internal sealed record RunEnvironment(
    string Workbench, string Runtime, string OperatingSystem, string Architecture, int Processors, int Threads, DateTimeOffset StartedUtc,
    string Engine = "managed", string Device = "cpu")
{
    /// <summary>The environment of this process.</summary>
    /// <param name="threads">Threads used.</param>
    /// <param name="engine">What runs the network.</param>
    public static RunEnvironment Current(int threads, IEngine engine) => new(
        typeof(RunEnvironment).Assembly.GetName().Version!.ToString(3),
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        threads,
        DateTimeOffset.UtcNow,
        engine.Name,
        engine.Device);
}
