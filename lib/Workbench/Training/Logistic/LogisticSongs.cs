using Workbench.Training.Kernels;
using Workbench.Training.Losses;

namespace Workbench.Training.Logistic;

/// <summary>All songs of a training part in memory, those of a fold beside each other.</summary>
internal sealed class LogisticSongs
{
    private readonly float[] weights; // how much each song counts, 1 on average

    /// <summary>Puts labels beside the songs.</summary>
    /// <param name="input">What a logistic regression is given of the songs: <c>[songs, columns]</c>.</param>
    /// <param name="examples">The songs.</param>
    /// <param name="order">Which of them each row is.</param>
    /// <param name="spec">How they are weighed, and the loss.</param>
    public LogisticSongs(Matrix input, Examples examples, int[] order, TrainingSpec spec)
    {
        Input = input;
        Targets = new(order.Length, examples.Labels.LabelCount);
        examples.FillTargets(order, Targets);
        LossScale = spec.Loss!.Output == OutputFunction.Sigmoid ? Labels : 1;
        weights = new float[order.Length];
        Array.Fill(weights, 1);
        if (spec.Sampling != Sampling.Balanced)
            return;
        var balanced = Batches.BalancedWeights(examples.Labels);
        var mean = balanced.Average();
        for (var row = 0; row < order.Length; row++)
            weights[row] = (float)(balanced[order[row]] / mean);
    }

    private LogisticSongs(LogisticSongs other, Matrix targets) =>
        (Input, Targets, LossScale, weights) = (other.Input, targets, other.LossScale, other.weights);

    /// <summary>What is given of the songs: <c>[songs, columns]</c>.</summary>
    public Matrix Input { get; }

    /// <summary>The labels as 0 and 1: <c>[songs, labels]</c>.</summary>
    public Matrix Targets { get; }

    /// <summary>Losses of a song: one a label where these are independent, else one.</summary>
    public int LossScale { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => Input.Columns;

    /// <summary>Number of labels.</summary>
    public int Labels => Targets.Columns;

    /// <summary>How much a song counts.</summary>
    public float WeightOf(int row) => weights[row];

    /// <summary>The same without the labels that no song has outside of some rows: nothing could be learned of them there.</summary>
    public LogisticSongs WithLabelsLearnedOutside(int start, int count)
    {
        var targets = new Matrix(Targets.Rows, Labels);
        Targets.Values.CopyTo(targets.Values);
        for (var label = 0; label < Labels; label++)
            if (!Enumerable.Range(0, Targets.Rows).Any(row => (row < start || row >= start + count) && Targets.Row(row)[label] > 0))
                for (var row = start; row < start + count; row++)
                    targets.Row(row)[label] = 0;
        return new(this, targets);
    }
}
