namespace Workbench.Training.Layers;

/// <summary>
/// How a pass over a matrix is cut into work items: by its size alone, so that sums are the same for every number of threads.
/// </summary>
internal static class Chunks
{
    /// <summary>Values of a work item: with what is made of them they stay in the second-level cache.</summary>
    public const int Size = 16_384;

    /// <summary>Number of work items.</summary>
    /// <param name="length">Values, rows or whatever is cut.</param>
    /// <param name="size">How many of them go into an item.</param>
    public static int Count(int length, int size) => (length + size - 1) / size;

    /// <summary>Where a work item begins, and where it ends.</summary>
    public static (int Start, int End) Range(int chunk, int length, int size) => (chunk * size, Math.Min(length, (chunk + 1) * size));

    /// <summary>Rows of a work item.</summary>
    /// <param name="columns">Values in a row.</param>
    public static int Rows(int columns) => Math.Max(1, Size / columns);
}
