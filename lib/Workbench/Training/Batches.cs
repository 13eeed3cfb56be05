using Workbench.Datasets;

namespace Workbench.Training;

/// <summary>How the rows of a training part are shuffled into batches in each epoch.</summary>
internal sealed class Batches
{
    private readonly int[] order;
    private readonly int batchSize;
    private readonly double[]? cumulativeWeights;

    /// <summary>Plans the batches.</summary>
    /// <param name="rowCount">Rows of the training part.</param>
    /// <param name="batchSize">Rows of a batch; the last has what is left. More than there are make one batch of all.</param>
    /// <param name="mergesSingle">Whether a last batch of one row joins the batch before it: BatchNorm learns nothing from one row.</param>
    /// <param name="weights">How often each row is drawn, in relation to the others; null to take every row once.</param>
    public Batches(int rowCount, int batchSize, bool mergesSingle, double[]? weights = null)
    {
        order = new int[rowCount];
        this.batchSize = batchSize = Math.Min(batchSize, Math.Max(1, rowCount));
        Count = (rowCount + batchSize - 1) / batchSize;
        if (mergesSingle && Count > 1 && rowCount % batchSize == 1)
            Count--;
        if (weights is null)
            return;
        cumulativeWeights = new double[rowCount];
        var sum = 0.0;
        for (var row = 0; row < rowCount; row++)
            cumulativeWeights[row] = sum += weights[row];
    }

    /// <summary>Number of batches in an epoch.</summary>
    public int Count { get; }

    /// <summary>Rows of the largest batch.</summary>
    public int Capacity => Enumerable.Range(0, Count).Max(b => Rows(b).Length);

    /// <summary>The weights of <see cref="Sampling.Balanced"/>.</summary>
    public static double[] BalancedWeights(LabelMatrix labels)
    {
        int[] counts = [.. Enumerable.Range(0, labels.LabelCount).Select(label => labels.Column(label).Count(hasLabel => hasLabel))];
        double?[] weights =
        [
            .. from row in Enumerable.Range(0, labels.RowCount)
               select Enumerable.Range(0, labels.LabelCount).Where(label => labels[row, label])
                   .Average(label => (double?)1 / counts[label]),
        ];
        var mean = weights.Average() ?? 1;
        return [.. weights.Select(weight => weight ?? mean)];
    }

    /// <summary>Shuffles anew; how it was shuffled before makes no difference.</summary>
    public void Shuffle(Random rng)
    {
        for (var i = 0; i < order.Length; i++)
            order[i] = cumulativeWeights is null ? i : DrawRow(cumulativeWeights, rng);
        if (cumulativeWeights is null)
            rng.Shuffle(order);
    }

    /// <summary>The rows of one batch.</summary>
    public ReadOnlySpan<int> Rows(int batch) =>
        batch == Count - 1 ? order.AsSpan(batch * batchSize) : order.AsSpan(batch * batchSize, batchSize);

    private static int DrawRow(double[] cumulative, Random rng)
    {
        var found = Array.BinarySearch(cumulative, rng.NextDouble() * cumulative[^1]);
        return found < 0 ? ~found : Math.Min(found + 1, cumulative.Length - 1); // a value that is hit belongs to the next row
    }
}
