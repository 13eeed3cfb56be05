using System.Numerics;
using Workbench.Training.Checkpoints;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;
using Workbench.Training.Optimizers;

namespace Workbench.Training.Regularization;

/// <summary>
/// Exponential moving average of all tensors: <c>a = d a + (1 - d) w</c> after each step, <c>d = min(decay, (1 + t) / (10 + t))</c> so
/// that the first weights are soon forgotten (TensorFlow's <c>ExponentialMovingAverage</c>). The running statistics of BatchNorm
/// are averaged like weights, as timm and torchvision's training do: they belong to the averaged weights, not to the latest.
/// </summary>
internal sealed class WeightAverage : ICheckpointed
{
    private readonly TensorPieces pieces;
    private readonly double decay;
    private readonly Matrix[] averages;
    private readonly Action<int> followPiece;
    private int stepCount;
    private float share;

    /// <summary>Starts at the tensors as they are.</summary>
    /// <param name="parameters">All tensors of the model.</param>
    /// <param name="decay">Share of the average that a step keeps, from 0 to below 1.</param>
    /// <param name="workers">Who does the work.</param>
    public WeightAverage(IEnumerable<Parameter> parameters, double decay, Workers workers)
    {
        pieces = new(parameters, workers);
        this.decay = decay;
        averages = [.. pieces.Parameters.Select(p => new Matrix(1, p.Value.Count))];
        for (var i = 0; i < averages.Length; i++)
            pieces.Parameters[i].Value.Values.CopyTo(averages[i].Values);
        followPiece = FollowPiece;
    }

    /// <summary>What the newest tensors are of the average after so many steps.</summary>
    public static float Share(double decay, int stepCount) => (float)(1 - Math.Min(decay, (1.0 + stepCount) / (10 + stepCount)));

    /// <summary>Takes in the tensors after a step.</summary>
    public void Follow()
    {
        stepCount++;
        share = Share(decay, stepCount);
        pieces.ForPieces(followPiece);
    }

    /// <summary>Puts the average in the place of the tensors and keeps those; a second call undoes it.</summary>
    public void Exchange()
    {
        for (var i = 0; i < averages.Length; i++)
        {
            Span<float> value = pieces.Parameters[i].Value.Values, average = averages[i].Values;
            for (var j = 0; j < value.Length; j++)
                (value[j], average[j]) = (average[j], value[j]);
        }
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(stepCount);
        foreach (var average in averages)
            writer.Write(average);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        stepCount = reader.ReadInt32();
        foreach (var average in averages)
            reader.Read(average);
    }

    private void FollowPiece(int number)
    {
        var (index, start, count) = pieces.Piece(number);
        Span<float> value = pieces.Parameters[index].Value.Values.Slice(start, count), average = averages[index].Values.Slice(start, count);
        var i = 0;
        for (; i <= count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var a = new Vector<float>(average[i..]);
            (a + (new Vector<float>(value[i..]) - a) * share).CopyTo(average[i..]);
        }
        for (; i < count; i++)
            average[i] += (value[i] - average[i]) * share;
    }
}
