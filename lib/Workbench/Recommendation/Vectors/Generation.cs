using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// The open files of an index. Its extents are mapped into memory as commits need them, and stay there until this is disposed of and
/// nobody is using them. Files of a generation only grow, and what is committed of them never changes.
/// </summary>
internal sealed unsafe class Generation : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<MemoryMappedViewAccessor> views = [];
    private nint[] extents = [];
    private int users = 1;
    private int disposed;

    /// <param name="vectors">File of header, commits and extents.</param>
    /// <param name="ids">File of ids in UTF-8, one behind the other.</param>
    /// <param name="removed">File of the numbers of removed rows, in 32 bits.</param>
    /// <param name="access">To read, or to write too.</param>
    /// <exception cref="WorkbenchException">The file of vectors is not ours, or damaged.</exception>
    public Generation(string vectors, string ids, string removed, FileAccess access)
    {
        Path = vectors;
        Vectors = Open(vectors, access);
        try
        {
            Span<IndexHeader> header = stackalloc IndexHeader[1];
            if (RandomAccess.Read(Vectors, MemoryMarshal.AsBytes(header), 0) < MemoryMarshal.AsBytes(header).Length)
                header[0] = default;
            Layout = header[0].Layout(vectors);
            Ids = Open(ids, access);
            Removed = Open(removed, access);
        }
        catch
        {
            CloseFiles();
            throw;
        }
    }

    /// <summary>Of the file of vectors.</summary>
    public string Path { get; }

    /// <summary>How the file of vectors is laid out.</summary>
    public ExtentLayout Layout { get; }

    /// <summary>The file of header, commits and extents.</summary>
    public SafeFileHandle Vectors { get; }

    /// <summary>The file of ids.</summary>
    public SafeFileHandle Ids { get; }

    /// <summary>The file of removed rows.</summary>
    public SafeFileHandle Removed { get; }

    /// <summary>Begins to use what is mapped.</summary>
    /// <returns>False if it has been disposed of: a newer one has taken its place.</returns>
    public bool TryEnter()
    {
        for (var seen = Volatile.Read(ref users); seen > 0; seen = Volatile.Read(ref users))
            if (Interlocked.CompareExchange(ref users, seen + 1, seen) == seen)
                return true;
        return false;
    }

    /// <summary>Ends to use what is mapped.</summary>
    public void Exit()
    {
        if (Interlocked.Decrement(ref users) > 0)
            return;
        foreach (var view in views)
            view.Dispose();
        CloseFiles();
    }

    /// <summary>Closes the files when all uses have ended.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            Exit();
    }

    /// <summary>The last commit that was written to its end.</summary>
    /// <exception cref="WorkbenchException">There is none, or the files are shorter than it says.</exception>
    public CommitRecord ReadCommit()
    {
        var records = new CommitRecord[CommitRecord.Places.Length];
        for (var i = 0; i < records.Length; i++)
            RandomAccess.Read(Vectors, MemoryMarshal.AsBytes(records.AsSpan(i, 1)), CommitRecord.Places[i]);
        List<CommitRecord> whole = [.. records.Where(record => record.IsWhole).OrderByDescending(record => record.Sequence)];
        if (whole.Count == 0)
            throw IndexHeader.Damaged(Path, "neither of its last two commits agrees with its checksum");
        foreach (var commit in whole)
            if (IsCovered(commit))
                return commit;
        throw IndexHeader.Damaged(Path, $"it or one of the files beside it is shorter than {whole[0].RowCount} songs need");
    }

    /// <summary>Makes a commit the last one, on the disk before this returns.</summary>
    public void WriteCommit(CommitRecord commit)
    {
        RandomAccess.FlushToDisk(Ids);
        RandomAccess.FlushToDisk(Removed);
        RandomAccess.FlushToDisk(Vectors);
        RandomAccess.Write(Vectors, MemoryMarshal.AsBytes([commit]), commit.Place);
        RandomAccess.FlushToDisk(Vectors);
    }

    /// <summary>Maps the first extents into memory.</summary>
    /// <param name="count">How many at least.</param>
    /// <returns>Where each begins.</returns>
    public nint[] Map(int count)
    {
        lock (gate)
        {
            if (count <= extents.Length)
                return extents;
            using var file = MemoryMappedFile.CreateFromFile(
                Vectors, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            var view = file.CreateViewAccessor(Layout.StartOf(extents.Length), (count - extents.Length) * Layout.Bytes,
                MemoryMappedFileAccess.Read);
            views.Add(view);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            view.SafeMemoryMappedViewHandle.ReleasePointer(); // the view itself is kept as long as it is used
            start += view.PointerOffset;
            var before = extents;
            return extents = [.. before, .. Enumerable.Range(0, count - before.Length).Select(i => (nint)start + (nint)(i * Layout.Bytes))];
        }
    }

    private bool IsCovered(CommitRecord commit) =>
        commit is { RowCount: >= 0 and <= int.MaxValue - ExtentLayout.Rows, IdBytes: >= 0, RemovedCount: >= 0 }
        && Layout.StartOf(ExtentLayout.ExtentsOf(commit.RowCount)) <= RandomAccess.GetLength(Vectors)
        && commit.IdBytes <= RandomAccess.GetLength(Ids)
        && commit.RemovedCount <= commit.RowCount
        && commit.RemovedCount * sizeof(int) <= RandomAccess.GetLength(Removed);

    private void CloseFiles()
    {
        Vectors.Dispose();
        Ids?.Dispose();
        Removed?.Dispose();
    }

    private static SafeFileHandle Open(string path, FileAccess access) =>
        File.Exists(path) && RegularFile.Refusal(path) is { } reason
            ? throw new WorkbenchException($"{path} {reason}")
            : File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);
}
