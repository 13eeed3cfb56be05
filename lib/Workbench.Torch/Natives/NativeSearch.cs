using System.Reflection;
using System.Runtime.InteropServices;
using Workbench.Foundation;

namespace Workbench.Torch.Natives;

/// <summary>Where native code is looked for.</summary>
/// <param name="Named">The folder that the user named, the only one then; null if none.</param>
/// <param name="Data">The folder <c>torch</c> of the data folder.</param>
/// <param name="Packages">NuGet's folder of packages.</param>
/// <param name="Platform">The system and its processor as NuGet names them, as <c>linux-x64</c>.</param>
internal sealed record NativeSearch(string? Named, string Data, string Packages, string Platform)
{
    /// <summary>The platforms that there is native code for.</summary>
    public static readonly string[] Platforms = ["linux-x64", "osx-arm64", "win-arm64", "win-x64"];

    /// <summary>What installs it, in a clone and where there is none.</summary>
    public static string Remedy => DataFolder.FindClone() is null
        ? "run Workbench.Torch.TorchInstaller.Install() in a cell or a program"
        : OperatingSystem.IsWindows() ? "run environment/install-torch.ps1" : "run environment/install-torch.sh";

    /// <summary>TorchSharp's version, which is that of its package.</summary>
    public static string TorchSharpVersion { get; } = typeof(TorchSharp.torch).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The search that the environment of this process asks for.</summary>
    public static NativeSearch OfThisProcess() => new(
        Environment.GetEnvironmentVariable(TorchNatives.Variable) is { Length: > 0 } named ? Path.GetFullPath(named) : null,
        DataFolder.Find().TorchPath,
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } packages ? packages
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
        PlatformOf(
            OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux", RuntimeInformation.ProcessArchitecture));

    /// <summary>A platform's name among NuGet's.</summary>
    public static string PlatformOf(string system, Architecture processor) => $"{system}-{processor.ToString().ToLowerInvariant()}";

    /// <summary>The sentence about a platform that is none of <see cref="Platforms"/>.</summary>
    public static string NotFor(string platform) =>
        $"There is no libtorch for {platform}, only for {string.Join(", ", Platforms)}: here the managed engine trains.";

    /// <summary>The folder that it is installed into.</summary>
    public string Target => Named ?? Data;

    /// <summary>The first place that is whole.</summary>
    /// <exception cref="WorkbenchException">There is none.</exception>
    public NativePlace Find()
    {
        if (!Platforms.Contains(Platform))
            throw new WorkbenchException(NotFor(Platform));
        return Places.FirstOrDefault(place => place.IsWhole) ?? throw new WorkbenchException(Named is null
            ? $"libtorch {TorchNatives.Version} is not installed (neither in {Data} nor in {Packages}): {Remedy}."
            : $"{TorchNatives.Variable} names {Named}, which does not hold both {NativePlace.FileName(NativePlace.LibTorchName)} and "
                + $"{NativePlace.FileName(NativePlace.TorchSharpName)}: name the right folder, or, to install it there, {Remedy}.");
    }

    private NativePlace[] Places => Named is not null ? [new(Named, Named)]
        : [new(Data, Data), new(Package($"libtorch-cpu-{Platform}", TorchNatives.Version), Package("torchsharp", TorchSharpVersion))];

    private string Package(string id, string version) => Path.Combine(Packages, id, version, "runtimes", Platform, "native");
}
