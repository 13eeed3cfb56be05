using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// What an index consists of: the beginnings of its files, so that all behind them counts for nothing. There are two places for it, written
/// in turn, so that the one before stays whole while one is written.
/// </summary>
/// <param name="Sequence">Number of the commit.</param>
/// <param name="RowCount">Rows of the file of vectors.</param>
/// <param name="IdBytes">Bytes of the file of ids.</param>
/// <param name="RemovedCount">Numbers of the file of removed rows.</param>
/// <param name="RemovedChecksum"><see cref="RowSet.Chain"/> over these.</param>
/// <param name="Checksum">Of the numbers above.</param>
internal readonly record struct CommitRecord(
    long Sequence, long RowCount, long IdBytes, long RemovedCount, ulong RemovedChecksum, ulong Checksum)
{
    /// <summary>Bytes from one place to the other: disks write whole sectors.</summary>
    private const int PlaceBytes = 1024;

    /// <summary>Where the two may stand in the file of vectors.</summary>
    public static ReadOnlySpan<int> Places => [PlaceBytes, 2 * PlaceBytes];

    /// <summary>Where this one stands.</summary>
    public int Place => Places[(int)(Sequence % 2)];

    /// <summary>Whether it was written to its end, and is not damaged.</summary>
    public bool IsWhole => Sequence > 0 && Checksum == Sealed().Checksum;

    /// <summary>With its checksum.</summary>
    public CommitRecord Sealed()
    {
        var copy = this;
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<CommitRecord>(in copy));
        return this with { Checksum = XxHash3.HashToUInt64(bytes[..^sizeof(ulong)]) };
    }
}
