using System.Runtime.InteropServices;

namespace Workbench.Recommendation.Vectors;

/// <summary>What was put into an index and removed from it since the last commit.</summary>
/// <param name="songs">The index as that left it.</param>
internal sealed class PendingSongs(VectorSnapshot songs)
{
    private const int Gone = -1;

    private readonly RowWriter writer = new(songs.Files, songs.Commit);
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal); // of each id that was named, its row or Gone
    private readonly List<int> removed = [];

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => rows.Count == 0;

    /// <summary>Adds a song.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="utf8">The id in UTF-8.</param>
    /// <param name="vector">Its vector.</param>
    /// <param name="committed">The row that is committed under this id; below 0 for none.</param>
    public void Put(string id, ReadOnlySpan<byte> utf8, ReadOnlySpan<float> vector, int committed)
    {
        var row = writer.Add(utf8, vector); // the only one that may fail
        Remove(id, committed);
        rows[id] = row;
    }

    /// <summary>Removes a song.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="committed">The row that is committed under this id; below 0 for none.</param>
    /// <returns>Whether it was there.</returns>
    public bool Remove(string id, int committed)
    {
        var row = rows.TryGetValue(id, out var pending) ? pending : committed;
        if (row < 0)
            return false;
        removed.Add(row);
        rows[id] = Gone;
        return true;
    }

    /// <summary>Commits it all.</summary>
    /// <returns>The index with it.</returns>
    public VectorSnapshot Commit()
    {
        writer.Flush();
        var (files, before) = (songs.Files, songs.Commit);
        var list = CollectionsMarshal.AsSpan(removed);
        RandomAccess.Write(files.Removed, MemoryMarshal.AsBytes(list), before.RemovedCount * sizeof(int));
        var checksum = before.RemovedChecksum;
        foreach (var row in list)
            checksum = RowSet.Chain(checksum, row);
        var commit = new CommitRecord(
            before.Sequence + 1, writer.Next, writer.IdBytes, before.RemovedCount + list.Length, checksum, Checksum: 0).Sealed();
        files.WriteCommit(commit);
        songs = songs.After(commit, list);
        removed.Clear();
        rows.Clear();
        return songs;
    }
}
