using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Workbench.Foundation;
using Workbench.Torch.Natives;

namespace Workbench.Torch;

/// <summary>
/// The native code that TorchSharp stands on: libtorch and TorchSharp's own part of it, half a gigabyte, which is installed apart. It is
/// looked for in the folder that <c>WORKBENCH_TORCH</c> names and nowhere else; where none is named, in what the program brings along, then
/// in <c>torch</c> in the data folder, where <c>environment/install-torch.sh</c> lays it, then among NuGet's packages.
/// </summary>
public static class TorchNatives
{
    /// <summary>The environment variable that names the folder.</summary>
    public const string Variable = "WORKBENCH_TORCH";

    /// <summary>The version of libtorch that this TorchSharp is made for.</summary>
    public const string Version = "2.10.0";

    private static readonly Lock Loading = new();

    private static bool isLoaded;

    /// <summary>
    /// Why libtorch cannot be used here, in one sentence with the remedy; null where it can. Asking loads it, if that was not done yet.
    /// </summary>
    public static string? Obstacle
    {
        get
        {
            lock (Loading)
            {
                try
                {
                    if (!isLoaded)
                        LoadFirst();
                    isLoaded = true;
                    return null;
                }
                catch (WorkbenchException reason)
                {
                    return reason.Message;
                }
            }
        }
    }

    /// <summary>Makes TorchSharp ready; to be called before its first use, from any thread, as often as one likes.</summary>
    /// <exception cref="WorkbenchException">It cannot be: <see cref="Obstacle"/>.</exception>
    public static void Load()
    {
        if (Obstacle is { } reason)
            throw new WorkbenchException(reason);
    }

    private static void LoadFirst()
    {
        var torchSharp = typeof(TorchSharp.torch).Assembly;
        var search = NativeSearch.OfThisProcess();
        if (search.Named is null && NativeLibrary.TryLoad(NativePlace.TorchSharpName, torchSharp, null, out _))
            return;
        var place = search.Find();
        place.Load();
        // The last that is asked, by what TorchSharp calls and by what it loads by name.
        AssemblyLoadContext.GetLoadContext(torchSharp)!.ResolvingUnmanagedDll += (_, name) => place.Find(name);
    }
}
