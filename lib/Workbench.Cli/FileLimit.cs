using System.Runtime.InteropServices;

namespace Workbench.Cli;

/// <summary>How many files the system lets this process have open, libraries, pipes and connections among them.</summary>
internal static partial class FileLimit
{
    private const ulong Fewest = 200; // a notebook that loads the library and shows something has about 130

    /// <summary>What to say where they are too few to get anywhere; null where they are enough.</summary>
    /// <remarks>Uses next to nothing of the framework, whose libraries might not load.</remarks>
    public static string? Problem() =>
        OperatingSystem.IsWindows() || GetLimit(OperatingSystem.IsMacOS() ? 8 : 7, out var limit) != 0 || limit.Current >= Fewest ? null
            : "This process may have only " + limit.Current + " files open at a time, and the workbench needs " + Fewest
                + ": raise the limit, for instance with ulimit -n 1024.";

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    private struct Limit
    {
        public ulong Current, Maximum;
    }
}
