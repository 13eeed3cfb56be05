using System.Diagnostics;
using Workbench.Models;
using Workbench.Training.Checkpoints;

namespace Workbench.Training;

/// <summary>Epoch after epoch: learn, judge, keep the best, stop when it no longer gets better.</summary>
/// <param name="network">What learns.</param>
/// <param name="epochs">Epochs at most.</param>
/// <param name="patience">Epochs without a better one before it stops.</param>
/// <param name="learner">How it learns.</param>
/// <param name="judge">Who says how good it is.</param>
/// <param name="options">Who is told.</param>
/// <param name="checkpoint">Where its state is kept; null for nowhere.</param>
internal sealed class TrainingLoop(Network network, int epochs, int patience, Learner learner, IJudge judge, TrainingOptions options,
    CheckpointFile? checkpoint) : ICheckpointed
{
    private readonly TrainingHistory history = new(network.ToWeights());
    private readonly ProgressMeter meter = new(options, epochs, learner.BatchCount);
    private int batch; // where the epoch under way is
    private int songs;
    private double lossSum;

    /// <summary>Trains, from the checkpoint on if there is one.</summary>
    /// <returns>The weights of the best epoch, and how it went.</returns>
    public (Weights Weights, LearningCurve Curve) Run(CancellationToken token)
    {
        if (checkpoint?.Load(this) is { } problem)
            options.Notes?.Report(
                $"The checkpoint {options.CheckpointPath} is of no use: {problem}. Training starts from the beginning and replaces it.");
        else if (history.Count > 0 || batch > 0)
            options.Notes?.Report(
                $"Training goes on after epoch {history.Count}, batch {batch} of the next, from the checkpoint {options.CheckpointPath}.");
        while (history.Count < epochs && (history.Count == 0 || history.EpochsSinceBest < patience))
        {
            try
            {
                RunEpoch(token);
            }
            catch (OperationCanceledException) when (history.Count > 0 && token.IsCancellationRequested)
            {
                return (history.BestWeights, history.ToCurve(StopReason.Cancelled));
            }
        }
        return (history.BestWeights, history.ToCurve(history.Count < epochs ? StopReason.Patience : StopReason.Finished));
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(batch);
        writer.Write(songs);
        writer.Write(lossSum);
        learner.Save(writer);
        history.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        batch = reader.ReadInt32();
        songs = reader.ReadInt32();
        lossSum = reader.ReadDouble();
        learner.Load(reader);
        history.Load(reader);
    }

    private void RunEpoch(CancellationToken token)
    {
        var start = Stopwatch.GetTimestamp();
        var epoch = history.Count;
        learner.Deal(epoch);
        while (batch < learner.BatchCount)
        {
            token.ThrowIfCancellationRequested();
            var (loss, rows) = learner.Learn(epoch, batch);
            batch++;
            songs += rows;
            lossSum += rows * loss;
            meter.Batch(epoch, batch, rows, lossSum / songs);
            if (batch < learner.BatchCount)
                checkpoint?.SaveIfDue(this);
        }
        var result = learner.WithJudgedWeights(() =>
        {
            var (validationLoss, rocAuc) = judge.Run(epoch);
            var judged = new EpochResult(epoch + 1, lossSum / songs, validationLoss, rocAuc, Stopwatch.GetElapsedTime(start).TotalSeconds);
            history.Add(judged, network.ToWeights);
            return judged;
        });
        learner.EndEpoch(result.ValidationLoss);
        (batch, songs, lossSum) = (0, 0, 0);
        checkpoint?.SaveIfDue(this);
        meter.Epoch(result);
    }
}
