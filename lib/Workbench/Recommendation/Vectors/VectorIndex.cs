using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>
/// An index of songs in a folder, which opens at once however large it is: its files are mapped into memory, and what is asked for is read.
/// Any number of processes read it while one writes. Songs are written behind the others, and one small record then says how many count:
/// a process that is killed loses what it had not committed, and nothing else. Every song carries a checksum, which
/// <see cref="Verify"/> compares.
/// </summary>
public sealed class VectorIndex : IVectorIndex
{
    private readonly IndexFolder folder;
    private readonly IDisposable? writing;
    private readonly ExtentLayout layout;
    private readonly Lock gate = new(); // of all but questions
    private readonly IdTable table = new();
    private volatile VectorSnapshot? songs;
    private PendingSongs? pending;

    private VectorIndex(IndexFolder folder, IDisposable? writing)
    {
        (this.folder, this.writing) = (folder, writing);
        songs = Opened();
        layout = songs.Layout;
    }

    /// <inheritdoc/>
    public int Dimension => layout.Dimension;

    /// <inheritdoc/>
    public int Count => Now.Count;

    /// <summary>Rows of songs that were removed or put anew, which <see cref="Compact"/> gives back.</summary>
    public int RemovedCount => Now.RowCount - Now.Count;

    /// <summary>What is read of all songs to answer a question. It decides about time and memory, and not about the answer.</summary>
    public VectorScan Scan { get; set; }

    /// <inheritdoc/>
    public IEnumerable<string> Ids
    {
        get
        {
            var now = Entered();
            try
            {
                for (var row = 0; row < now.RowCount; row++)
                    if (!now.IsRemoved(row))
                        yield return now.Id(row);
            }
            finally
            {
                now.Files.Exit();
            }
        }
    }

    private VectorSnapshot Now => songs ?? throw new ObjectDisposedException(nameof(VectorIndex));

    /// <summary>Opens an index to ask it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="WorkbenchException">There is none, it is damaged, or may not be read.</exception>
    public static VectorIndex Open(string folder) => Told(folder, () => new VectorIndex(new(folder), writing: null));

    /// <summary>Opens an index to change it too, which one can at a time; makes it where there is none.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="dimension">Numbers of a vector, 1 to 16,384.</param>
    /// <exception cref="WorkbenchException">
    /// Another one writes it, its vectors have another dimension, it is damaged, or may not be written.
    /// </exception>
    public static VectorIndex OpenToWrite(string folder, int dimension) => TryOpenToWrite(folder, dimension)
        ?? throw new WorkbenchException($"{Path.GetFullPath(folder)} is being written already, and one can write at a time. "
            + "Wait until the other one has ended, or open the index to read it.");

    /// <summary>As <see cref="OpenToWrite"/>; null while another one writes it.</summary>
    internal static VectorIndex? TryOpenToWrite(string folder, int dimension) => Told(folder, () =>
    {
        var (layout, place) = (new ExtentLayout(dimension), new IndexFolder(folder));
        PrivateFolder.Create(place.Path);
        if (FolderLock.TryTake(place.Path) is not { } writing)
            return null;
        try
        {
            if (place.Newest == 0)
                place.Create(layout, _ => { });
            var index = new VectorIndex(place, writing);
            if (index.Dimension != dimension)
            {
                index.Dispose();
                throw new WorkbenchException($"The vectors of {place.Path} have {index.Dimension} numbers, and {dimension} were asked for. "
                    + "Use the model by which the index was built, or another folder.");
            }
            place.RemoveOthers();
            return index;
        }
        catch
        {
            writing.Dispose();
            throw;
        }
    });

    /// <inheritdoc/>
    public float[]? Find(string id)
    {
        lock (gate)
            return Told(folder.Path, () =>
                table.Find(Now, SongId.Utf8Of(id)) is var row && row >= 0 ? Now.Vector(row) : null);
    }

    /// <inheritdoc/>
    public void Put(string id, ReadOnlySpan<float> vector)
    {
        UnitVector.Require(vector, Dimension, id);
        var (utf8, copy) = (SongId.Utf8Of(id), vector.ToArray());
        Change((changes, now) =>
        {
            changes.Put(id, utf8, copy, table.Find(now, utf8));
            return true;
        });
    }

    /// <inheritdoc/>
    public bool Remove(string id) => Change((changes, now) => changes.Remove(id, table.Find(now, SongId.Utf8Of(id))));

    /// <inheritdoc/>
    public void Commit() => Change((changes, _) =>
    {
        if (!changes.IsEmpty)
            songs = changes.Commit();
        return true;
    });

    /// <inheritdoc/>
    public void Refresh()
    {
        lock (gate)
            if (writing is null)
                Told(folder.Path, () =>
                {
                    var before = Now;
                    if (!folder.IsNewest(before.Files))
                    {
                        songs = Opened();
                        before.Files.Dispose();
                    }
                    else if (before.Files.ReadCommit() != before.Commit)
                        songs = VectorSnapshot.Read(before.Files);
                    return true;
                });
    }

    /// <inheritdoc/>
    public IReadOnlyList<VectorHit> Nearest(
        ReadOnlySpan<float> query, int count = 3, Predicate<string>? accepts = null, Work? work = null) =>
        Nearest(query, count, accepts, work, found => found.ToHits());

    /// <summary>The songs whose vectors have the largest product with one, with their vectors.</summary>
    internal IReadOnlyList<(string Id, float[] Vector)> NearestVectors(ReadOnlySpan<float> query, int count, Work? work = null) =>
        Nearest(query, count, accepts: null, work, found => found.ToVectors());

    /// <summary>Reads all songs and compares them with their checksums.</summary>
    /// <param name="work">Threads and token; null for a thread a processor.</param>
    /// <exception cref="WorkbenchException">Some are damaged.</exception>
    public void Verify(Work? work = null) => Read(now =>
    {
        var damaged = RowCheck.Damaged(now, work ?? Work.OnAllProcessors);
        return damaged.Count == 0 ? true : throw IndexHeader.Damaged(now.Files.Path,
            $"{damaged.Count} of its {now.Count} songs do not agree with their checksums, the first in row {damaged[0]}");
    });

    /// <summary>
    /// Writes the index anew without what was removed; until that is done, and if it fails, the index is the one of before. Commits what is
    /// not committed yet.
    /// </summary>
    /// <param name="work">Its token stops it.</param>
    /// <exception cref="WorkbenchException">It was opened to be read, is damaged, or cannot be written.</exception>
    public void Compact(Work? work = null)
    {
        lock (gate)
        {
            Commit();
            Change((_, before) =>
            {
                folder.Create(layout, files => Copy(before, files, work ?? Work.Default));
                (songs, pending) = (Opened(), null);
                before.Files.Dispose();
                folder.RemoveOthers();
                return true;
            });
        }
    }

    /// <summary>Closes the index; what was not committed is lost.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            var before = songs;
            (songs, pending) = (null, null);
            before?.Files.Dispose();
            writing?.Dispose();
        }
    }

    private static void Copy(VectorSnapshot from, Generation to, Work work)
    {
        var commit = to.ReadCommit();
        RowWriter writer = new(to, commit);
        Span<byte> buffer = stackalloc byte[VectorSnapshot.MaxIdBytes];
        for (var row = 0; row < from.RowCount; row++)
        {
            if (row % ExtentLayout.Rows == 0)
                work.ThrowIfStopped();
            if (!from.IsRemoved(row))
                writer.Add(from, row, from.IdBytes(row, buffer));
        }
        writer.Flush();
        to.WriteCommit((commit with { Sequence = commit.Sequence + 1, RowCount = writer.Next, IdBytes = writer.IdBytes }).Sealed());
    }

    private T Nearest<T>(ReadOnlySpan<float> query, int count, Predicate<string>? accepts, Work? work, Func<TopSongs, T> answer)
    {
        if (count < 1)
            throw new WorkbenchException($"Count {count} must be >= 1; 3 is usual.");
        UnitVector.Require(query, Dimension, "the song asked for");
        var padded = new float[layout.FloatStride];
        query.CopyTo(padded);
        return Read(now =>
        {
            ExtentScan scan = new(now, padded, count, accepts);
            return answer(Scan == VectorScan.Int8 ? scan.Int8(work ?? Work.OnAllProcessors) : scan.Float32(work ?? Work.OnAllProcessors));
        });
    }

    private VectorSnapshot Opened()
    {
        var files = folder.Open(writing is null ? FileAccess.Read : FileAccess.ReadWrite);
        try
        {
            return VectorSnapshot.Read(files);
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    private T Change<T>(Func<PendingSongs, VectorSnapshot, T> change)
    {
        lock (gate)
            return writing is null
                ? throw new WorkbenchException($"{folder.Path} was opened to be read; open it with {nameof(OpenToWrite)} to change it.")
                : Told(folder.Path, () => change(pending ??= new(Now), Now));
    }

    private T Read<T>(Func<VectorSnapshot, T> read)
    {
        var now = Entered();
        try
        {
            return Told(folder.Path, () => read(now));
        }
        finally
        {
            now.Files.Exit();
        }
    }

    /// <summary>The index as it is, which stays mapped until <see cref="Generation.Exit"/>.</summary>
    private VectorSnapshot Entered()
    {
        while (true)
            if (Now is var now && now.Files.TryEnter())
                return now;
    }

    private static T Told<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw StorageFailure.Of(folder, error);
        }
    }
}
