using System.Buffers;
using System.Runtime.InteropServices;

namespace Workbench.Recommendation.Vectors;

/// <summary>Writes songs behind those that are committed; they count from the commit on that tells of them.</summary>
internal sealed class RowWriter
{
    /// <summary>Bytes of vectors that are gathered before they are written.</summary>
    private const int Gathered = 1 << 20;

    private readonly Generation files;
    private readonly ArrayBufferWriter<byte> ids = new();
    private readonly float[] floats;
    private readonly sbyte[] codes;
    private readonly CodeScale[] scales;
    private readonly SongCell[] cells;
    private int first;
    private int count;
    private long idStart;

    /// <param name="files">The files.</param>
    /// <param name="commit">What of them is committed.</param>
    public RowWriter(Generation files, CommitRecord commit)
    {
        this.files = files;
        (first, idStart) = ((int)commit.RowCount, commit.IdBytes);
        var layout = files.Layout;
        var rows = Math.Clamp(Gathered / (layout.FloatStride * sizeof(float)), 1, ExtentLayout.Rows);
        floats = new float[rows * layout.FloatStride];
        codes = new sbyte[rows * layout.CodeStride];
        scales = new CodeScale[rows];
        cells = new SongCell[rows];
    }

    /// <summary>The row of the next song.</summary>
    public int Next => first + count;

    /// <summary>Bytes of all ids.</summary>
    public long IdBytes => idStart + ids.WrittenCount;

    /// <summary>Adds a song.</summary>
    /// <param name="id">Its id in UTF-8.</param>
    /// <param name="vector">Its vector.</param>
    /// <returns>Its row.</returns>
    public int Add(ReadOnlySpan<byte> id, ReadOnlySpan<float> vector)
    {
        MakeRoom();
        var (row, rowCodes) = (FloatsOf(count), CodesOf(count));
        row.Span.Clear();
        rowCodes.Span.Clear();
        vector.CopyTo(row.Span);
        scales[count] = Codes.Encode(vector, rowCodes.Span);
        var hash = SongCell.HashOf(id);
        var checksum = SongCell.ChecksumOf(
            hash, MemoryMarshal.AsBytes(row.Span), MemoryMarshal.AsBytes(rowCodes.Span), scales[count]);
        return Keep(id, hash, checksum);
    }

    /// <summary>Adds a row of another index as it is: what is damaged there stays known as such.</summary>
    /// <param name="songs">The other index.</param>
    /// <param name="row">The row there.</param>
    /// <param name="id">Its id in UTF-8.</param>
    public void Add(VectorSnapshot songs, int row, ReadOnlySpan<byte> id)
    {
        MakeRoom();
        songs.Row(row).CopyTo(FloatsOf(count).Span);
        songs.RowCodes(row).CopyTo(CodesOf(count).Span);
        scales[count] = songs.Scale(row);
        var cell = songs.Cell(row);
        Keep(id, cell.IdHash, cell.Checksum);
    }

    /// <summary>Hands what was added to the system.</summary>
    public void Flush()
    {
        if (count == 0)
            return;
        var layout = files.Layout;
        var (extent, within) = Math.DivRem(first, ExtentLayout.Rows);
        var start = layout.StartOf(extent);
        if (RandomAccess.GetLength(files.Vectors) < start + layout.Bytes)
            RandomAccess.SetLength(files.Vectors, start + layout.Bytes);
        Write<float>(floats, layout.FloatStride, start, within);
        Write<sbyte>(codes, layout.CodeStride, start + layout.CodesAt, within);
        Write<CodeScale>(scales, 1, start + layout.ScalesAt, within);
        Write<SongCell>(cells, 1, start + layout.CellsAt, within);
        RandomAccess.Write(files.Ids, ids.WrittenSpan, idStart);
        (first, count, idStart) = (Next, 0, IdBytes);
        ids.ResetWrittenCount();
    }

    private Memory<float> FloatsOf(int row) => floats.AsMemory(row * files.Layout.FloatStride, files.Layout.FloatStride);

    private Memory<sbyte> CodesOf(int row) => codes.AsMemory(row * files.Layout.CodeStride, files.Layout.CodeStride);

    /// <summary>What is gathered lies in one extent.</summary>
    private void MakeRoom()
    {
        if (count == cells.Length || Next % ExtentLayout.Rows == 0)
            Flush();
    }

    private int Keep(ReadOnlySpan<byte> id, ulong hash, ulong checksum)
    {
        ids.Write(id);
        cells[count++] = new(hash, IdBytes, checksum);
        return Next - 1;
    }

    private void Write<T>(T[] column, int stride, long start, int within)
        where T : unmanaged
    {
        var rows = MemoryMarshal.AsBytes(column.AsSpan(0, count * stride));
        RandomAccess.Write(files.Vectors, rows, start + (long)within * (rows.Length / count));
    }
}
