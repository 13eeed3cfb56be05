namespace Workbench.Foundation;

/// <summary>Counts what <see cref="AlignedArray{T}"/> takes.</summary>
internal static class AlignedMemory
{
    /// <summary>Bytes of all arrays that the calling thread has made so far, freed ones included.</summary>
    [field: ThreadStatic]
    public static long TakenByThread { get; internal set; }
}
