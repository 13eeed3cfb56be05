using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Workbench.Training.Kernels;

/// <summary>What a kernel knows of caches.</summary>
internal static unsafe class Cache
{
    /// <summary>Values in a cache line.</summary>
    public const int Line = 16;

    /// <summary>
    /// Lets values come into the cache while something else is computed. Only x64 gives .NET the instruction; memory beyond any array may
    /// be named.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(float* first, int count)
    {
        if (!Sse.IsSupported)
            return;
        for (var i = 0; i < count; i += Line)
            Sse.Prefetch0(first + i);
        Sse.Prefetch0(first + count - 1); // they may begin in the middle of a line
    }
}
