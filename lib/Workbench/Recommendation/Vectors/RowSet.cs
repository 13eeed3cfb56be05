using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Workbench.Recommendation.Vectors;

/// <summary>Rows that were removed. Immutable.</summary>
internal sealed class RowSet
{
    private readonly ulong[] words;

    private RowSet(ulong[] words, int count) => (this.words, Count) = (words, count);

    /// <summary>No rows.</summary>
    public static RowSet Empty { get; } = new([], 0);

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>The checksum of a list of rows and one more.</summary>
    /// <param name="checksum">That of the list; 0 for an empty one.</param>
    /// <param name="row">The one more.</param>
    public static ulong Chain(ulong checksum, int row) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in row)), unchecked((long)checksum));

    /// <summary>Whether a row is among them.</summary>
    public bool Contains(int row) => row >> 6 < words.Length && (words[row >> 6] & (1UL << row)) != 0;

    /// <summary>These rows and others.</summary>
    /// <param name="rows">The others.</param>
    /// <param name="rowCount">More than any of them.</param>
    /// <returns>Null if one of the others is no row, or is among these, or stands twice.</returns>
    public RowSet? With(ReadOnlySpan<int> rows, int rowCount)
    {
        if (rows.IsEmpty)
            return this;
        var larger = new ulong[Math.Max(words.Length, (rowCount + 63) >> 6)];
        words.CopyTo(larger, 0);
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)rowCount || (larger[row >> 6] & (1UL << row)) != 0)
                return null;
            larger[row >> 6] |= 1UL << row;
        }
        return new(larger, Count + rows.Length);
    }
}
