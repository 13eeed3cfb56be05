using Workbench.Evaluation;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;

namespace Workbench.Training;

/// <summary>Says how good the weights are, by the validation part.</summary>
internal sealed class Judge(Network network, TrainingSpec spec, Examples validation, LossState loss)
{
    private readonly int[] order = [.. Enumerable.Range(0, validation.Count)];
    private readonly Matrix targets = new(network.Logits.Capacity, network.Logits.Columns);

    /// <summary>Judges.</summary>
    /// <param name="epoch">From 0: the epoch that has just ended.</param>
    /// <returns>Mean loss, and mean area under the ROC curve over the labels.</returns>
    public (double Loss, double RocAucMacro) Run(int epoch)
    {
        var scores = new ScoreMatrix(validation.Count, network.Logits.Columns);
        var sum = 0.0;
        for (var start = 0; start < validation.Count; start += targets.Capacity)
        {
            var rows = order.AsSpan(start, Math.Min(targets.Capacity, validation.Count - start));
            validation.Gather(rows, network.Input, targets);
            network.Forward(training: false);
            sum += rows.Length * loss.Compute(network.Logits, targets);
            for (var i = 0; i < rows.Length; i++)
                Probabilities.Fill(spec.Loss.Output, network.Logits.Row(i), scores.Row(start + i));
        }
        Divergence.Refuse(sum, network, spec, () => $"on the validation part after epoch {epoch + 1}");
        return (sum / validation.Count, RocAuc.Macro(validation.Labels, scores)!.Value);
    }
}
