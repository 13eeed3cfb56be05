using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// Which row was the last that an id was given. The first lookups go through the hashes that the index keeps; whoever goes on gets a hash
/// table of them, which follows the index. Ids are read where hashes are the same, which is nearly always because the ids are.
/// </summary>
internal sealed class IdTable
{
    private const uint FirstSize = 1024;
    private const ulong UpperHalf = 0xFFFFFFFF_00000000;

    /// <summary>Lookups that together take as long as to make a table.</summary>
    private const int LookupsWithout = 8;

    private long lookups;
    private VectorSnapshot? songs;
    private int rowCount;
    private ulong[] slots = []; // the upper half of a hash, and the row and 1

    /// <summary>Finds a song.</summary>
    /// <param name="now">The index, not older than the one of the time before.</param>
    /// <param name="id">The id in UTF-8.</param>
    /// <returns>Its row; -1 if there is no such song.</returns>
    public int Find(VectorSnapshot now, ReadOnlySpan<byte> id)
    {
        var row = ++lookups <= LookupsWithout ? LastRow(now, id) : RowInTable(now, id);
        return row >= 0 && !now.IsRemoved(row) ? row : -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // the first call already goes through all songs
    private static unsafe int LastRow(VectorSnapshot now, ReadOnlySpan<byte> id)
    {
        var hash = SongCell.HashOf(id);
        for (var extent = now.ExtentCount - 1; extent >= 0; extent--)
        {
            var cells = now.Cells(extent);
            for (var i = now.RowsOf(extent) - 1; i >= 0; i--)
                if (cells[i].IdHash == hash && IsIn(now, extent * ExtentLayout.Rows + i, id, row: -1))
                    return extent * ExtentLayout.Rows + i;
        }
        return -1;
    }

    private int RowInTable(VectorSnapshot now, ReadOnlySpan<byte> id)
    {
        if (now != songs)
            Follow(now);
        return RowIn(slots[SlotOf(now, SongCell.HashOf(id), id, row: -1)]);
    }

    private void Follow(VectorSnapshot now)
    {
        if (songs?.Files != now.Files || now.RowCount < rowCount || now.RowCount > slots.Length / 2)
        {
            var size = checked((int)BitOperations.RoundUpToPowerOf2(Math.Max(FirstSize, 2 * (uint)now.RowCount)));
            (rowCount, slots) = (0, new ulong[size]);
        }
        for (; rowCount < now.RowCount; rowCount++)
        {
            var hash = now.Cell(rowCount).IdHash;
            slots[SlotOf(now, hash, id: [], rowCount)] = (hash & UpperHalf) | (uint)(rowCount + 1);
        }
        songs = now;
    }

    /// <summary>Where an id stands, or would stand.</summary>
    /// <param name="now">The index.</param>
    /// <param name="hash">Of the id.</param>
    /// <param name="id">The id; empty for that of a row.</param>
    /// <param name="row">The row.</param>
    private int SlotOf(VectorSnapshot now, ulong hash, ReadOnlySpan<byte> id, int row)
    {
        var mask = slots.Length - 1;
        var place = (int)hash & mask;
        for (; slots[place] != 0; place = (place + 1) & mask)
            if ((slots[place] & UpperHalf) == (hash & UpperHalf) && IsIn(now, RowIn(slots[place]), id, row))
                break;
        return place;
    }

    private static int RowIn(ulong slot) => (int)(uint)slot - 1;

    private static bool IsIn(VectorSnapshot now, int found, ReadOnlySpan<byte> id, int row)
    {
        var buffer = (stackalloc byte[2 * VectorSnapshot.MaxIdBytes]);
        var wanted = id.IsEmpty ? now.IdBytes(row, buffer[VectorSnapshot.MaxIdBytes..]) : id;
        return now.IdBytes(found, buffer).SequenceEqual(wanted);
    }
}
