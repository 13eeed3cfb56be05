using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>The nearest songs so far: those of the largest similarity, and of equal ones those whose ids come first.</summary>
/// <param name="songs">The index.</param>
/// <param name="count">How many.</param>
internal sealed class TopSongs(VectorSnapshot songs, int count)
{
    private readonly PriorityQueue<int, (float Similarity, int Row)> worstFirst =
        new(Comparer<(float Similarity, int Row)>.Create((a, b) => Compare(songs, a, b)));

    /// <summary>A song whose similarity is below this is not among them.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    /// <summary>The answer.</summary>
    public IReadOnlyList<VectorHit> ToHits() => [.. BestFirst.Select(song => new VectorHit(songs.Id(song.Row), song.Similarity))];

    /// <summary>The answer as vectors, which are copied.</summary>
    /// <exception cref="WorkbenchException">One of them does not agree with its checksum.</exception>
    public IReadOnlyList<(string Id, float[] Vector)> ToVectors() =>
        [.. BestFirst.Select(song => (songs.Id(song.Row), songs.Vector(song.Row)))];

    /// <summary>Whether a song belongs to them.</summary>
    public bool Wants(int row, float similarity) =>
        worstFirst.Count < count || (worstFirst.TryPeek(out _, out var worst) && Compare(songs, (similarity, row), worst) > 0);

    /// <summary>Adds a song that belongs to them, and drops the worst if there were enough.</summary>
    public void Add(int row, float similarity)
    {
        if (worstFirst.Count < count)
            worstFirst.Enqueue(row, (similarity, row));
        else
            worstFirst.EnqueueDequeue(row, (similarity, row));
        if (worstFirst.Count == count && worstFirst.TryPeek(out _, out var worst))
            Threshold = worst.Similarity;
    }

    /// <summary>Adds what was found among other songs.</summary>
    public void Add(TopSongs others)
    {
        foreach (var (_, (similarity, row)) in others.worstFirst.UnorderedItems)
            if (Wants(row, similarity))
                Add(row, similarity);
    }

    private IEnumerable<(float Similarity, int Row)> BestFirst =>
        worstFirst.UnorderedItems.Select(item => item.Priority).OrderDescending(worstFirst.Comparer);

    /// <summary>Below 0 if the first is the worse.</summary>
    private static int Compare(VectorSnapshot songs, (float Similarity, int Row) a, (float Similarity, int Row) b)
    {
        var order = a.Similarity.CompareTo(b.Similarity);
        if (order != 0 || a.Row == b.Row)
            return order;
        Span<byte> ids = stackalloc byte[2 * VectorSnapshot.MaxIdBytes];
        return songs.IdBytes(b.Row, ids[VectorSnapshot.MaxIdBytes..]).SequenceCompareTo(songs.IdBytes(a.Row, ids));
    }
}
