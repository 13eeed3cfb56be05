namespace Workbench.Foundation;

/// <summary>What work on a large table leaves in memory, often as much as the table itself, and for long.</summary>
internal static class Garbage
{
    /// <summary>Numbers of a table, 100 MB, from which on it is worth a collection.</summary>
    private const int LargeTable = 25_000_000;

    /// <summary>Gives it back to the system: between two steps that each need much.</summary>
    /// <param name="numbers">How many the table holds; beside a small one nothing is done.</param>
    public static void CollectBeside(long numbers)
    {
        if (numbers > LargeTable)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
    }
}
