using Workbench.Evaluation;
using Workbench.Training.Engines;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;

namespace Workbench.Training;

/// <summary>Says how good the weights are, by the validation part. A song's probabilities are the means of its segments'.</summary>
internal sealed class ValidationEvaluator(INetwork network, TrainingSpec spec, Examples validation, LossState loss) : IEvaluator
{
    private readonly Matrix targets = new(network.Capacity, network.Logits.Columns);
    private readonly SongRunner runner = new(network, validation.Segments);

    /// <inheritdoc/>
    public bool Evaluates => true;

    /// <inheritdoc/>
    public (double Loss, double RocAucMacro) Run(int epoch, CancellationToken token)
    {
        var scores = new SongMeans(validation.Segments, network.Logits.Columns);
        var (sum, count) = (0.0, 0);
        foreach (var songs in runner.Run(token))
        {
            validation.FillTargets(songs, targets);
            sum += songs.Count * loss.Compute(network.Logits, targets);
            count += songs.Count;
            for (var i = 0; i < songs.Count; i++)
            {
                Probabilities.Fill(spec.Loss!.Output, network.Logits.Row(i), scores.Values);
                scores.Add(songs[i]);
            }
        }
        Divergence.Refuse(sum, network, spec, () => $"on the validation part after epoch {epoch + 1}");
        return (sum / count, RocAuc.Macro(validation.Labels, scores.Means)!.Value);
    }
}
