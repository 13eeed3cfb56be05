namespace Workbench.Tests.Reference;

/// <summary>What a step leaves to the collector.</summary>
internal static class Allocations
{
    /// <summary>
    /// The fewest bytes that the calling thread allocates in a step, of the steps after a few that warm up: the runtime may compile a
    /// method again in the midst of one, and allocates some kilobytes for that, but a step's own garbage is in each of them.
    /// </summary>
    /// <param name="step">May be done again and again.</param>
    public static long Of(Action step)
    {
        step();
        var fewest = long.MaxValue;
        for (var turn = 0; turn < 30 && fewest > 0; turn++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            step();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return fewest;
    }
}
