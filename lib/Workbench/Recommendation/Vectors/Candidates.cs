namespace Workbench.Recommendation.Vectors;

/// <summary>
/// The songs that may be among the nearest, as far as bounds of their similarities tell: those whose upper bound is not below the lower
/// bounds of as many others as are asked for.
/// </summary>
/// <param name="count">How many are asked for.</param>
internal sealed class Candidates(int count)
{
    private const int FirstLimit = 1024;

    private readonly PriorityQueue<float, float> lowerBounds = new(); // the largest, as many as asked for; the smallest of them first
    private readonly List<(int Row, float Upper)> rows = [];
    private int limit = FirstLimit;

    /// <summary>A song whose upper bound is below this is not among the nearest.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    /// <summary>The rows, some of which may meanwhile be known not to be among the nearest.</summary>
    public IEnumerable<int> Rows => rows.Where(row => row.Upper >= Threshold).Select(row => row.Row);

    /// <summary>Adds a song whose upper bound is not below <see cref="Threshold"/>.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="similarity">Its similarity, roughly.</param>
    /// <param name="margin">By how much it may be more or less.</param>
    public void Add(int row, float similarity, float margin)
    {
        rows.Add((row, similarity + margin));
        Bound(similarity - margin);
        if (rows.Count < limit)
            return;
        rows.RemoveAll(other => other.Upper < Threshold);
        limit = Math.Max(FirstLimit, 2 * rows.Count);
    }

    /// <summary>Adds what was found among other songs.</summary>
    public void Add(Candidates others)
    {
        foreach (var (lower, _) in others.lowerBounds.UnorderedItems)
            Bound(lower);
        rows.AddRange(others.rows);
    }

    private void Bound(float lower)
    {
        if (lowerBounds.Count < count)
            lowerBounds.Enqueue(lower, lower);
        else
            lowerBounds.EnqueueDequeue(lower, lower);
        if (lowerBounds.Count == count)
            Threshold = lowerBounds.Peek();
    }
}
