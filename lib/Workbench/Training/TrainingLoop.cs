using System.Collections.Immutable;
using System.Diagnostics;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Kernels;

namespace Workbench.Training;

/// <summary>Epoch after epoch: learn, judge, keep the best, stop when it no longer gets better.</summary>
internal sealed class TrainingLoop(
    Network network, TrainingSpec spec, Examples train, Examples validation, Batches batches, BinaryCrossEntropy loss, Workers workers, Random rng)
{
    private readonly OptimizerState optimizer = spec.Optimizer.Start(network.Parameters, workers);
    private readonly Matrix targets = new(network.Input.Capacity, network.Logits.Columns);

    /// <summary>Trains.</summary>
    /// <returns>The weights of the best epoch, and how it went.</returns>
    public (Weights Weights, LearningCurve Curve) Run(IProgress<EpochResult>? progress, CancellationToken token)
    {
        var epochs = ImmutableArray.CreateBuilder<EpochResult>();
        EpochResult? best = null;
        var weights = network.ToWeights();
        var stopped = StopReason.Finished;
        while (epochs.Count < spec.Epochs)
        {
            if (best is not null && epochs.Count - best.Epoch >= spec.Patience)
            {
                stopped = StopReason.Patience;
                break;
            }
            EpochResult result;
            try
            {
                result = RunEpoch(epochs.Count + 1, token);
            }
            catch (OperationCanceledException) when (best is not null && token.IsCancellationRequested)
            {
                stopped = StopReason.Cancelled;
                break;
            }
            epochs.Add(result);
            if (best is null || IsBetter(result, best))
                (best, weights) = (result, network.ToWeights());
            progress?.Report(result);
        }
        return (weights, new(epochs.ToImmutable(), best!.Epoch, stopped));
    }

    private static bool IsBetter(EpochResult a, EpochResult b) =>
        (a.ValidationRocAucMacro, -a.ValidationLoss).CompareTo((b.ValidationRocAucMacro, -b.ValidationLoss)) > 0;

    private EpochResult RunEpoch(int epoch, CancellationToken token)
    {
        var start = Stopwatch.GetTimestamp();
        batches.Shuffle(rng);
        var sum = 0.0;
        for (var batch = 0; batch < batches.Count; batch++)
        {
            token.ThrowIfCancellationRequested();
            train.Gather(batches.Rows(batch), network.Input, targets);
            sum += targets.Rows * Step(epoch, batch + 1);
        }
        var (validationLoss, validationAuc) = Judge(epoch);
        return new(epoch, sum / train.Count, validationLoss, validationAuc, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>Learns from the gathered batch.</summary>
    private double Step(int epoch, int batch)
    {
        network.Draw(rng);
        network.Forward(training: true);
        var value = loss.Compute(network.Logits, targets, network.LogitsGradient);
        RequireFinite(value, $"in epoch {epoch}, batch {batch}");
        network.Backward();
        optimizer.Step();
        return value;
    }

    private (double Loss, double RocAuc) Judge(int epoch)
    {
        var scores = new ScoreMatrix(validation.Count, network.Logits.Columns);
        var sum = 0.0;
        for (var start = 0; start < validation.Count; start += network.Input.Capacity)
        {
            var count = Math.Min(network.Input.Capacity, validation.Count - start);
            network.Input.Rows = targets.Rows = count;
            for (var i = 0; i < count; i++)
            {
                validation.Features.Row(start + i).CopyTo(network.Input.Row(i));
                validation.Targets.Row(start + i).CopyTo(targets.Row(i));
            }
            network.Forward(training: false);
            sum += count * loss.Compute(network.Logits, targets);
            for (var i = 0; i < count; i++)
                for (var label = 0; label < scores.LabelCount; label++)
                    scores[start + i, label] = BinaryCrossEntropy.Probability(network.Logits.Row(i)[label]);
        }
        RequireFinite(sum, $"on the validation part after epoch {epoch}, batch {batches.Count}");
        return (sum / validation.Count, RocAuc.Macro(validation.Labels, scores)!.Value);
    }

    private void RequireFinite(double value, string where)
    {
        if (!double.IsFinite(value))
            throw new WorkbenchException($"The loss became {value} {where}; the first values that are not finite are in {network.FirstNonFinite() ?? "the loss itself"}. Use a lower learning rate (now: {spec.Optimizer}), or add BatchNorm.");
    }
}
