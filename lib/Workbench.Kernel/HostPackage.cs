namespace Workbench.Kernel;

/// <summary>
/// A package of those who made the host, which no public feed has: <c>#r "nuget: NAME"</c> without a version asks for the one that belongs
/// to the host. Where the host runs from the clone that it was built in, the package's project there is built and answers; elsewhere NuGet
/// does.
/// </summary>
/// <param name="Name">The name of package, project and library.</param>
/// <param name="Version">The version that belongs to the host, as packages write it.</param>
/// <param name="Project">The project in the clone; null where there is none.</param>
/// <param name="Remedy">What to do where no feed has it: half a sentence, without a full stop.</param>
public sealed record HostPackage(string Name, string Version, CloneProject? Project, string Remedy);
