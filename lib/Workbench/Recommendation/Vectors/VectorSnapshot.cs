using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>An index as one commit left it. Its rows may be read between <see cref="Generation.TryEnter"/> and its end.</summary>
internal sealed unsafe class VectorSnapshot
{
    /// <summary>The longest id, in bytes: as long as a path may be.</summary>
    public const int MaxIdBytes = 4096;

    private readonly nint[] extents;
    private readonly RowSet removed;

    /// <param name="files">The files.</param>
    /// <param name="commit">What of them counts.</param>
    /// <param name="removed">The rows that were removed.</param>
    public VectorSnapshot(Generation files, CommitRecord commit, RowSet removed)
    {
        (Files, Commit, this.removed) = (files, commit, removed);
        extents = files.Map(ExtentCount);
    }

    /// <summary>The files.</summary>
    public Generation Files { get; }

    /// <summary>What of them counts.</summary>
    public CommitRecord Commit { get; }

    /// <summary>How its rows are laid out.</summary>
    public ExtentLayout Layout => Files.Layout;

    /// <summary>Rows, removed ones included.</summary>
    public int RowCount => (int)Commit.RowCount;

    /// <summary>Extents with rows.</summary>
    public int ExtentCount => ExtentLayout.ExtentsOf(RowCount);

    /// <summary>Songs.</summary>
    public int Count => RowCount - removed.Count;

    /// <summary>The index as its last commit left it.</summary>
    /// <param name="files">Its files.</param>
    /// <exception cref="WorkbenchException">They are damaged.</exception>
    public static VectorSnapshot Read(Generation files)
    {
        var commit = files.ReadCommit();
        var rows = new int[commit.RemovedCount];
        ReadWhole(files.Removed, MemoryMarshal.AsBytes(rows.AsSpan()), 0);
        var checksum = 0UL;
        foreach (var row in rows)
            checksum = RowSet.Chain(checksum, row);
        return checksum == commit.RemovedChecksum && RowSet.Empty.With(rows, (int)commit.RowCount) is { } removed
            ? new(files, commit, removed)
            : throw IndexHeader.Damaged(files.Path, "the list of removed songs beside it does not agree with its checksum");
    }

    /// <summary>The index after one more commit.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="rows">The rows that it removed.</param>
    public VectorSnapshot After(CommitRecord commit, ReadOnlySpan<int> rows) => new(Files, commit,
        removed.With(rows, (int)commit.RowCount) ?? throw new ArgumentException("A row was removed twice.", nameof(rows)));

    /// <summary>Rows of an extent.</summary>
    public int RowsOf(int extent) => Math.Min(ExtentLayout.Rows, RowCount - extent * ExtentLayout.Rows);

    /// <summary>The vectors of an extent, padded with zeros.</summary>
    public float* Floats(int extent) => (float*)extents[extent];

    /// <summary>The codes of an extent, padded with zeros.</summary>
    public sbyte* Codes(int extent) => (sbyte*)(extents[extent] + (nint)Layout.CodesAt);

    /// <summary>What the codes of an extent are worth.</summary>
    public CodeScale* Scales(int extent) => (CodeScale*)(extents[extent] + (nint)Layout.ScalesAt);

    /// <summary>The vector of a row, padded with zeros.</summary>
    public ReadOnlySpan<float> Row(int row)
    {
        var (extent, within) = Math.DivRem(row, ExtentLayout.Rows);
        return new(Floats(extent) + (nint)within * Layout.FloatStride, Layout.FloatStride);
    }

    /// <summary>A copy of the vector of a row.</summary>
    /// <exception cref="WorkbenchException">The row does not agree with its checksum.</exception>
    public float[] Vector(int row) => RowCheck.IsWhole(this, row) ? Row(row)[..Layout.Dimension].ToArray()
        : throw IndexHeader.Damaged(Files.Path, $"the song of row {row} does not agree with its checksum");

    /// <summary>The codes of a row, padded with zeros.</summary>
    public ReadOnlySpan<sbyte> RowCodes(int row)
    {
        var (extent, within) = Math.DivRem(row, ExtentLayout.Rows);
        return new(Codes(extent) + (nint)within * Layout.CodeStride, Layout.CodeStride);
    }

    /// <summary>What the codes of a row are worth.</summary>
    public CodeScale Scale(int row) => Scales(row / ExtentLayout.Rows)[row % ExtentLayout.Rows];

    /// <summary>What else is kept of the songs of an extent.</summary>
    public SongCell* Cells(int extent) => (SongCell*)(extents[extent] + (nint)Layout.CellsAt);

    /// <summary>What else is kept of a row.</summary>
    public SongCell Cell(int row) => Cells(row / ExtentLayout.Rows)[row % ExtentLayout.Rows];

    /// <summary>Whether a row is that of a song that was removed, or has another row.</summary>
    public bool IsRemoved(int row) => removed.Contains(row);

    /// <summary>Whether a row may be among an answer.</summary>
    public bool Admits(int row, Predicate<string>? accepts) => !IsRemoved(row) && (accepts is null || accepts(Id(row)));

    /// <summary>The id of a row.</summary>
    public string Id(int row)
    {
        Span<byte> buffer = stackalloc byte[MaxIdBytes];
        return Encoding.UTF8.GetString(IdBytes(row, buffer));
    }

    /// <summary>The id of a row in UTF-8.</summary>
    /// <param name="row">The row.</param>
    /// <param name="buffer">Of <see cref="MaxIdBytes"/>, of which the answer is the beginning.</param>
    /// <exception cref="WorkbenchException">The index is damaged.</exception>
    public ReadOnlySpan<byte> IdBytes(int row, Span<byte> buffer) => TryIdBytes(row, buffer) is { IsEmpty: false } id
        ? id
        : throw IndexHeader.Damaged(Files.Path, $"the id of row {row} has no place in the file beside it");

    /// <summary>As <see cref="IdBytes"/>; empty where the index is damaged.</summary>
    public ReadOnlySpan<byte> TryIdBytes(int row, Span<byte> buffer)
    {
        var (start, end) = (row == 0 ? 0 : Cell(row - 1).IdEnd, Cell(row).IdEnd);
        if (start < 0 || end > Commit.IdBytes || end <= start || end - start > MaxIdBytes)
            return [];
        var id = buffer[..(int)(end - start)];
        ReadWhole(Files.Ids, id, start);
        return id;
    }

    private static void ReadWhole(SafeFileHandle file, Span<byte> bytes, long start)
    {
        for (var read = 0; read < bytes.Length;)
            read += RandomAccess.Read(file, bytes[read..], start + read) is var count && count > 0
                ? count
                : throw new EndOfStreamException($"{read} of {bytes.Length} bytes were left at {start}.");
    }
}
