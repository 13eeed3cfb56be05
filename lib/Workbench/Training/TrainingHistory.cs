using Workbench.Models;
using Workbench.Training.Checkpoints;

namespace Workbench.Training;

/// <summary>The epochs so far, and the weights of the best.</summary>
/// <param name="weights">The first weights.</param>
/// <param name="keepsLatest">Whether the latest epoch is the best, whatever its scores.</param>
internal sealed class TrainingHistory(Weights weights, bool keepsLatest = false) : ICheckpointed
{
    private readonly List<EpochResult> epochs = [];
    private int best; // number of the best epoch, from 1; 0 before the first

    /// <summary>Epochs that have ended.</summary>
    public int Count => epochs.Count;

    /// <summary>Epochs that ended since the best.</summary>
    public int EpochsSinceBest => epochs.Count - best;

    /// <summary>The epoch that ended last, and the best; there is one.</summary>
    public (EpochResult Latest, EpochResult Best) Ends => (epochs[^1], epochs[best - 1]);

    /// <summary>The weights of the best epoch.</summary>
    public Weights BestWeights { get; private set; } = weights;

    /// <summary>Notes an epoch.</summary>
    /// <param name="result">How it went.</param>
    /// <param name="currentWeights">Asked for its weights if it is the best.</param>
    public void Add(EpochResult result, Func<Weights> currentWeights)
    {
        epochs.Add(result);
        if (best > 0 && !keepsLatest && !result.IsBetterThan(epochs[best - 1]))
            return;
        best = result.Epoch;
        BestWeights = currentWeights();
    }

    /// <summary>The story as it is told in the end.</summary>
    public LearningCurve ToCurve(StopReason stopped) => new([.. epochs], best, stopped);

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(epochs.Count);
        foreach (var epoch in epochs)
        {
            writer.Write(epoch.TrainLoss);
            writer.Write(epoch.ValidationLoss);
            writer.Write(epoch.ValidationRocAucMacro);
            writer.Write(epoch.Seconds);
        }
        writer.Write(best);
        foreach (var tensor in BestWeights.Tensors)
            writer.Write(tensor.Values);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        epochs.Clear();
        for (var (epoch, count) = (1, reader.ReadInt32()); epoch <= count; epoch++)
            epochs.Add(new(epoch, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()));
        best = reader.ReadInt32();
        BestWeights = new(BestWeights.Tensors.Select(tensor => Read(reader, tensor)));
    }

    private static Tensor Read(BinaryReader reader, Tensor shape)
    {
        var values = new float[shape.Values.Length];
        reader.Read(values);
        return new(shape.Name, shape.Shape, values);
    }
}
