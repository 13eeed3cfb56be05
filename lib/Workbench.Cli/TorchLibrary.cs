using System.Runtime.InteropServices;
using Workbench.Foundation;
using Workbench.Kernel;
using Workbench.Training.Engines;

namespace Workbench.Cli;

/// <summary>
/// The library of the second engine. The command does not refer to it: it is loaded when it is asked for, and its class <c>TorchEngine</c>
/// is called by name.
/// </summary>
internal static class TorchLibrary
{
    private const string ClassName = "Workbench.Torch.TorchEngine";

    private static readonly HostPackage Package = ExtraPackages.All.Single(package => package.Name == ExtraPackages.Torch);

    private static Type? loaded;

    /// <summary>The engine on a device.</summary>
    /// <param name="device">For instance <c>cuda:1</c>; null for a GPU where there is one, else the processor.</param>
    /// <param name="work">Told while the library is built or installed, which it may stop.</param>
    /// <exception cref="WorkbenchException">There is no libtorch, or no such device.</exception>
    /// <exception cref="NotebookException">The library cannot be built or installed.</exception>
    public static IEngine On(string? device, Work work)
    {
        var engine = Load(work);
        return device is null && Auto(engine) is { } gpu ? gpu : Method<Func<string, bool, IEngine>>(engine, "On")(device ?? "cpu", false);
    }

    /// <summary>
    /// The engine on a GPU; null where there is none. Nothing is loaded where there is no driver of one, and nothing is built or installed
    /// that was not before.
    /// </summary>
    /// <param name="work">Told why a GPU that is there cannot be used.</param>
    public static IEngine? OnGpu(Work work)
    {
        if (!HasDriver() || !Loader().IsAtHand)
            return null;
        try
        {
            return Auto(Load(work));
        }
        catch (Exception error) when (error is WorkbenchException or NotebookException)
        {
            work.Report(new WorkNotice($"The GPU is not used: {error.Message}"));
            return null;
        }
    }

    private static Type Load(Work work)
    {
        if (loaded is not null)
            return loaded;
        var task = Package.Project is null ? $"Installing {Package.Name}" : $"Building {Package.Name}, once";
        var waited = 0;
        var library = Loader().Load(seconds => work.Report(new(task, 0, 1, $"{waited = seconds} s")), work.Token);
        if (waited > 0)
            work.Report(new(task, 1, 1, $"{waited} s"));
        return loaded = library.GetType(ClassName, throwOnError: true)!;
    }

    private static HostPackageLoader Loader() => new(Package, KernelHost.PackageCache(DataFolder.Find()));

    /// <summary>Its own choice, if that is a GPU.</summary>
    private static IEngine? Auto(Type engine) => Method<Func<IEngine>>(engine, "Auto")() is not ManagedEngine and var gpu ? gpu : null;

    private static T Method<T>(Type type, string name) where T : Delegate =>
        type.GetMethod(name, [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)])!
            .CreateDelegate<T>();

    /// <summary>Whether a driver of NVIDIA's is there, or this is a Mac with a GPU that torch knows.</summary>
    private static bool HasDriver() => OperatingSystem.IsMacOS()
        ? RuntimeInformation.ProcessArchitecture == Architecture.Arm64
        : NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out _);
}
