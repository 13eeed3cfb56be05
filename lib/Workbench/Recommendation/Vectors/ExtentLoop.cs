using System.Runtime.ExceptionServices;
using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>Goes through the extents of an index on several threads.</summary>
internal static class ExtentLoop
{
    /// <summary>Does something to each extent.</summary>
    /// <typeparam name="T">What is found.</typeparam>
    /// <param name="songs">The index.</param>
    /// <param name="work">Threads and token.</param>
    /// <param name="start">Makes what a thread adds to.</param>
    /// <param name="body">Looks at an extent and adds what it finds; its first exception is thrown here.</param>
    /// <returns>What the threads have found, in any order.</returns>
    public static List<T> Run<T>(VectorSnapshot songs, Work work, Func<T> start, Action<int, T> body)
    {
        List<T> parts = [];
        try
        {
            Parallel.For(0, songs.ExtentCount, work.LoopOptions, start,
                (extent, _, found) =>
                {
                    body(extent, found);
                    return found;
                },
                found =>
                {
                    lock (parts)
                        parts.Add(found);
                });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
        return parts;
    }
}
