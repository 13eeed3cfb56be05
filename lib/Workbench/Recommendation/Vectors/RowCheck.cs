using System.Runtime.InteropServices;
using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>Compares songs with their checksums.</summary>
internal static class RowCheck
{
    /// <summary>The rows of songs that are not as they were written, in ascending order.</summary>
    public static List<int> Damaged(VectorSnapshot songs, Work work)
    {
        List<int> damaged = [.. ExtentLoop.Run<List<int>>(songs, work, () => [], (extent, found) =>
        {
            var first = extent * ExtentLayout.Rows;
            for (var row = first; row < first + songs.RowsOf(extent); row++)
                if (!songs.IsRemoved(row) && !IsWhole(songs, row))
                    found.Add(row);
        }).SelectMany(rows => rows)];
        damaged.Sort();
        return damaged;
    }

    /// <summary>Whether the song of a row is as it was written.</summary>
    public static bool IsWhole(VectorSnapshot songs, int row)
    {
        var cell = songs.Cell(row);
        Span<byte> buffer = stackalloc byte[VectorSnapshot.MaxIdBytes];
        var id = songs.TryIdBytes(row, buffer);
        return !id.IsEmpty && SongCell.HashOf(id) == cell.IdHash && SongCell.ChecksumOf(cell.IdHash, MemoryMarshal.AsBytes(songs.Row(row)),
            MemoryMarshal.AsBytes(songs.RowCodes(row)), songs.Scale(row)) == cell.Checksum;
    }
}
