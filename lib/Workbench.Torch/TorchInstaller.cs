using Workbench.Foundation;
using Workbench.Notebook;
using Workbench.Torch.Natives;
using static TorchSharp.torch;

namespace Workbench.Torch;

/// <summary>
/// Installs the native code of <see cref="TorchNatives"/>: what <c>environment/install-torch.sh</c> does, for notebooks outside a clone
/// too.
/// </summary>
public static class TorchInstaller
{
    /// <summary>
    /// Fetches libtorch from NuGet (its size is told before) into the folder that <c>WORKBENCH_TORCH</c> names, else into <c>torch</c> in
    /// the data folder, has it load where the system's C++ library is older, and trains a few steps with it. Does only the last where it
    /// is installed.
    /// </summary>
    /// <param name="cuda">The one for GPUs of NVIDIA, several gigabytes.</param>
    /// <param name="work">Told how much has come; can be stopped. Null shows it in the cell or on the terminal.</param>
    /// <returns>What stands then, as a sentence.</returns>
    /// <exception cref="WorkbenchException">It cannot be fetched, or does not work here.</exception>
    public static string Install(bool cuda = false, Work? work = null) =>
        work is null ? WorkBar.During(shown => Lay(cuda, shown)) : Lay(cuda, work);

    private static string Lay(bool cuda, Work work)
    {
        var search = NativeSearch.OfThisProcess();
        var package = NativePackage.For(search.Platform, cuda);
        var place = new NativePlace(search.Target, search.Target);
        var wasThere = place.IsWhole && (!cuda || place.HasCuda);
        if (!wasThere)
        {
            work.Report(new WorkNotice($"{package.Id} {TorchNatives.Version} will lie in {search.Target}: {package.Size}."));
            AtomicFolder.Write(search.Target, _ => place.IsWhole, folder => package.LayInto(folder, search.Platform, work));
        }
        var mended = Mend(place);
        TorchNatives.Load();
        var (first, last) = Train();
        if (!(last < first))
            throw new WorkbenchException($"libtorch in {search.Target} does not learn: an error of {first} became {last}. Delete that "
                + "folder and install it again.");
        return FormattableString.Invariant($"libtorch {TorchNatives.Version} {(wasThere ? "is" : "is now")} in {search.Target} and works:")
            + FormattableString.Invariant($" ten training steps took an error from {first:0.00} to {last:0.00}.")
            + (mended is null ? "" : $" (Where this system lacks {mended}, which nothing calls, it does without.)");
    }

    /// <summary>Has the system load what it refuses for a version that nothing uses.</summary>
    /// <returns>The version; null where nothing had to be done.</returns>
    internal static string? Mend(NativePlace place)
    {
        try
        {
            place.Load();
            return null;
        }
        catch (OldLibraryException missing)
        {
            var bytes = File.ReadAllBytes(missing.Path);
            new ElfVersions(bytes).Weaken(missing.Version);
            AtomicFile.Write(missing.Path, file => file.Write(bytes));
            return missing.Version;
        }
    }

    /// <summary>Ten steps of a small network.</summary>
    /// <returns>Mean squared error before the first and before the last.</returns>
    private static (float First, float Last) Train()
    {
        using var scope = NewDisposeScope();
        using var network = nn.Sequential(("hidden", nn.Linear(4, 8)), ("relu", nn.ReLU()), ("output", nn.Linear(8, 1)));
        using var optimizer = optim.SGD(network.parameters(), 0.1);
        var inputs = linspace(-1, 1, 128).reshape(32, 4);
        var wanted = inputs.sum(1, keepdim: true);
        var errors = new float[10];
        for (var step = 0; step < errors.Length; step++)
        {
            optimizer.zero_grad();
            var error = nn.functional.mse_loss(network.call(inputs), wanted);
            error.backward();
            optimizer.step();
            errors[step] = error.item<float>();
        }
        return (errors[0], errors[^1]);
    }
}
