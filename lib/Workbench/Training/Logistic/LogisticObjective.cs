using Workbench.Training.Kernels;
using Workbench.Training.Losses;

namespace Workbench.Training.Logistic;

/// <summary>
/// What a logistic regression makes small: the mean loss of songs and the penalty, with its gradient. Logits are float32, sums over blocks
/// float64, in blocks whose order depends on nothing but the songs.
/// </summary>
/// <param name="songs">The songs, a row each.</param>
/// <param name="rows">Which rows count, in ranges.</param>
/// <param name="loss">The loss, with what it learned of the labels.</param>
/// <param name="workers">Who does the work.</param>
internal sealed class LogisticObjective(LogisticSongs songs, (int Start, int Count)[] rows, LossState loss, Workers workers)
{
    private const int BlockRows = 512;

    private readonly Gemm gemm = new(workers, GemmTile.Widest());
    private readonly Matrix input = new(0, songs.Columns), targets = new(0, songs.Labels);
    private readonly Matrix weight = new(songs.Labels, songs.Columns);
    private readonly Matrix logits = new(BlockRows, songs.Labels), slopes = new(BlockRows, songs.Labels);
    private readonly Matrix product = new(songs.Columns, songs.Labels);
    private readonly int count = rows.Sum(range => range.Count);

    /// <summary>Strength of the penalty.</summary>
    public double L2 { get; set; }

    /// <summary>The mean loss of the latest point, without the penalty; over labels too where each has a loss of its own.</summary>
    public double MeanLoss { get; private set; }

    /// <summary>The value at a point.</summary>
    /// <param name="point">The weights, label after label, and the biases behind them.</param>
    /// <param name="gradient">Filled; empty where it is not wanted.</param>
    /// <param name="token">Looked at before every block.</param>
    public double Compute(ReadOnlySpan<double> point, Span<double> gradient, CancellationToken token)
    {
        var weights = point[..weight.Count];
        var biases = point[weight.Count..];
        for (var i = 0; i < weights.Length; i++)
            weight.Values[i] = (float)weights[i];
        gradient.Clear();
        var sum = 0.0;
        foreach (var (start, length) in rows)
            for (var first = start; first < start + length; first += BlockRows)
            {
                token.ThrowIfCancellationRequested();
                sum += AddBlock(first, Math.Min(BlockRows, start + length - first), biases, gradient);
            }
        MeanLoss = sum / songs.LossScale / count;
        var squares = 0.0;
        for (var i = 0; i < weights.Length; i++)
            squares += weights[i] * weights[i];
        if (!gradient.IsEmpty)
            for (var i = 0; i < gradient.Length; i++)
                gradient[i] = (gradient[i] + (i < weights.Length ? L2 * weights[i] : 0)) / count;
        return (sum + L2 / 2 * squares) / count;
    }

    private double AddBlock(int first, int length, ReadOnlySpan<double> biases, Span<double> gradient)
    {
        input.Show(songs.Input, first, length);
        targets.Show(songs.Targets, first, length);
        (logits.Rows, slopes.Rows) = (length, length);
        gemm.Multiply(input, weight.Transposed, logits);
        var sum = 0.0;
        for (var row = 0; row < length; row++)
        {
            Span<float> z = logits.Row(row), slope = slopes.Row(row);
            for (var label = 0; label < z.Length; label++)
                z[label] = (float)(z[label] + biases[label]);
            var scale = songs.LossScale * songs.WeightOf(first + row);
            sum += scale * loss.Compute(new(z, z.Length), new(targets.Row(row), z.Length), new(slope, z.Length));
            for (var label = 0; label < z.Length; label++)
                slope[label] = (float)(slope[label] * scale);
        }
        if (gradient.IsEmpty)
            return sum;
        gemm.Multiply(input.Transposed, slopes, product);
        for (var label = 0; label < songs.Labels; label++)
        {
            var ofLabel = gradient.Slice(label * songs.Columns, songs.Columns);
            for (var column = 0; column < ofLabel.Length; column++)
                ofLabel[column] += product.Row(column)[label];
            for (var row = 0; row < length; row++)
                gradient[weight.Count + label] += slopes.Row(row)[label];
        }
        return sum;
    }
}
