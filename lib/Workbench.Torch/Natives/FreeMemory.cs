using System.Runtime.InteropServices;

namespace Workbench.Torch.Natives;

/// <summary>
/// Gives memory that libtorch has freed back to the system. On Linux its blocks are aligned, and the C library (glibc before 2.38) rarely
/// finds a freed one again that suits: without this, a training of a few megabytes grew to more than a gigabyte in 50 epochs.
/// </summary>
internal static partial class FreeMemory
{
    /// <summary>Batches between two looks: the look takes some milliseconds, and what gathers until then some tens of megabytes.</summary>
    private const int Batches = 32;

    private static readonly bool HasTrim = OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library)
        && NativeLibrary.TryGetExport(library, "malloc_trim", out _);

    private static int count;

    /// <summary>To be called after every batch on the processor.</summary>
    public static void AfterBatch()
    {
        if (HasTrim && Interlocked.Increment(ref count) % Batches == 0)
            _ = Trim(0); // whether it found any
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);
}
