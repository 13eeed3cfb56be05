using Workbench.Foundation;

namespace Workbench.Training.Kernels;

/// <summary>
/// Memory of a thread for the time of one work item, the same for all layers, so that it stays in the second-level cache. It grows
/// to what was ever asked for and is never cleared.
/// </summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static AlignedArray<float>? memory;

    /// <summary>Room for so many values on cache lines; whoever calls next on this thread gets the same.</summary>
    public static float* Take(int count)
    {
        if (memory is null || memory.Values.Length < count)
            memory = new(count);
        return memory.Pointer;
    }
}
