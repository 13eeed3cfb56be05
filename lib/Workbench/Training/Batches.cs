namespace Workbench.Training;

/// <summary>How the rows of a training part are dealt out in each epoch.</summary>
internal sealed class Batches
{
    private readonly int[] order;
    private readonly int batchSize;

    /// <summary>Plans the batches.</summary>
    /// <param name="rowCount">Rows of the training part.</param>
    /// <param name="batchSize">Rows of a batch; the last has what is left.</param>
    /// <param name="mergesSingle">Whether a last batch of one row joins the batch before it: BatchNorm learns nothing from one row.</param>
    public Batches(int rowCount, int batchSize, bool mergesSingle)
    {
        order = [.. Enumerable.Range(0, rowCount)];
        this.batchSize = batchSize;
        Count = (rowCount + batchSize - 1) / batchSize;
        if (mergesSingle && Count > 1 && rowCount % batchSize == 1)
            Count--;
    }

    /// <summary>Number of batches in an epoch.</summary>
    public int Count { get; }

    /// <summary>Rows of the largest batch.</summary>
    public int Capacity => Enumerable.Range(0, Count).Max(b => Rows(b).Length);

    /// <summary>Deals anew.</summary>
    public void Shuffle(Random rng) => rng.Shuffle(order);

    /// <summary>The rows of one batch.</summary>
    public ReadOnlySpan<int> Rows(int batch) => batch == Count - 1 ? order.AsSpan(batch * batchSize) : order.AsSpan(batch * batchSize, batchSize);
}
