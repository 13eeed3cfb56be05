using System.Diagnostics;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Checkpoints;

namespace Workbench.Training;

/// <summary>Epoch after epoch: learn, evaluate, keep the best, stop when it no longer gets better.</summary>
/// <param name="task">What progress calls it.</param>
/// <param name="epochs">Epochs at most.</param>
/// <param name="patience">Epochs without a better one before it stops.</param>
/// <param name="learner">What learns.</param>
/// <param name="evaluator">Who says how good it is.</param>
/// <param name="callback">Who hears of every epoch that was evaluated, and may end it; null for nobody.</param>
/// <param name="options">What becomes of it when it is stopped.</param>
/// <param name="checkpoint">Where its state is kept; null for nowhere.</param>
/// <param name="work">Who is told, and what stops it.</param>
internal sealed class TrainingLoop(string task, int epochs, int patience, ILearner learner, IEvaluator evaluator,
    EpochCallback? callback, TrainingOptions options, CheckpointFile? checkpoint, Work work) : ICheckpointed
{
    private readonly TrainingHistory history = new(learner.ToWeights(), learner.KeepsLatest);
    private readonly ProgressMeter meter =
        new(work, options.ProgressInterval, task, epochs, learner.BatchCount, evaluator.Evaluates);
    private int batch; // where the epoch under way is
    private int songs;
    private double lossSum;

    /// <summary>Trains, from the checkpoint on if there is one.</summary>
    /// <returns>The weights of the best epoch, and how it went.</returns>
    /// <exception cref="OperationCanceledException">Stopped, and there is no best epoch to be kept.</exception>
    public (Weights Weights, LearningCurve Curve) Run()
    {
        if (checkpoint?.Load(this) is { } problem)
            Note($"The checkpoint {options.CheckpointPath} is of no use: {problem}. {task} starts from the beginning and replaces it.");
        else if (!IsOver && (history.Count > 0 || batch > 0))
            Note($"{task} goes on after epoch {history.Count}, batch {batch} of the next, where it was stopped.");
        // Right behind an epoch, nobody knows whether the callback was told of it.
        var goesOn = history.Count == 0 || batch > 0 || Ask();
        while (goesOn && !IsOver)
        {
            try
            {
                RunEpoch();
                goesOn = Ask();
            }
            catch (OperationCanceledException) when (work.Token.IsCancellationRequested)
            {
                checkpoint?.Save(this);
                if (history.Count > 0 && options.WhenStopped == WhenStopped.KeepBestEpoch)
                    return End(StopReason.Cancelled);
                if (checkpoint is not null)
                    Note($"{task} was stopped in epoch {history.Count + 1} of {epochs}; the same command or cell goes on from there.");
                throw;
            }
        }
        if (options.KeepsEnd)
            checkpoint?.Save(this);
        return End(learner.HasConverged ? StopReason.Converged : history.Count == epochs ? StopReason.Finished
            : goesOn ? StopReason.Patience : StopReason.Callback);
    }

    private bool IsOver => learner.HasConverged || history.Count >= epochs || (history.Count > 0 && history.EpochsSinceBest >= patience);

    /// <summary>Whether the callback lets the training go on; where it fails, the epochs so far are kept.</summary>
    private bool Ask()
    {
        if (callback is null || !evaluator.Evaluates)
            return true;
        try
        {
            return callback.GoesOn(history.Ends.Latest, history.Ends.Best);
        }
        catch (OwnCodeException)
        {
            checkpoint?.Save(this);
            throw;
        }
    }

    private (Weights, LearningCurve) End(StopReason reason)
    {
        var curve = history.ToCurve(reason);
        if (evaluator.Evaluates)
            meter.End(curve);
        return (history.BestWeights, curve);
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

    private void Note(string text) => work.Report(new WorkNotice(text));

    /// <summary>An epoch, or what is left of it; if it is stopped, it goes on with the batch under way, and nothing else is lost.</summary>
    private void RunEpoch()
    {
        var start = Stopwatch.GetTimestamp();
        var epoch = history.Count;
        learner.Shuffle(epoch);
        while (batch < learner.BatchCount)
        {
            var (loss, rows) = learner.Learn(epoch, batch, work.Token);
            batch++;
            songs += rows;
            lossSum += rows * loss;
            meter.Batch(epoch, batch, rows, lossSum / songs);
            if (batch < learner.BatchCount)
                checkpoint?.SaveIfDue(this);
        }
        var result = learner.WithEvaluatedWeights(() =>
        {
            var (validationLoss, rocAuc) = evaluator.Run(epoch, work.Token);
            var evaluated = new EpochResult(epoch + 1, lossSum / songs, validationLoss, rocAuc,
                Stopwatch.GetElapsedTime(start).TotalSeconds);
            history.Add(evaluated, learner.ToWeights);
            return evaluated;
        });
        learner.EndEpoch(result.ValidationLoss);
        (batch, songs, lossSum) = (0, 0, 0);
        checkpoint?.SaveIfDue(this);
        meter.Epoch(result);
    }
}
