using System.Globalization;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>Losses above, validation AUC below, over the epochs of a training; the epoch whose weights were kept is marked.</summary>
    /// <param name="curve">The story of a training.</param>
    public static Figure LearningCurve(LearningCurve curve) => LearningCurve(
        [.. curve.Epochs.Select(e => e.TrainLoss)],
        [.. curve.Epochs.Select(e => e.ValidationLoss)],
        [.. curve.Epochs.Select(e => e.ValidationRocAucMacro)],
        curve.BestEpoch);

    /// <summary>Losses above, validation AUC below, over the epochs of a training; the best epoch is marked.</summary>
    /// <param name="trainingLoss">Mean loss of each epoch on the training part.</param>
    /// <param name="validationLoss">Loss after each epoch on the validation part.</param>
    /// <param name="validationAuc">Macro AUC after each epoch on the validation part, 0 to 1; NaN where it was not measured.</param>
    /// <param name="bestEpoch">The epoch whose weights were kept, as the training recorded it; counted from 1.</param>
    /// <exception cref="WorkbenchException">No epoch, series of different lengths, or a best epoch outside them.</exception>
    public static Figure LearningCurve(IReadOnlyList<double> trainingLoss, IReadOnlyList<double> validationLoss,
        IReadOnlyList<double> validationAuc, int bestEpoch)
    {
        RequireAny(trainingLoss, "A learning curve", "epoch");
        if (validationLoss.Count != trainingLoss.Count || validationAuc.Count != trainingLoss.Count)
            throw new WorkbenchException($"A learning curve needs one value an epoch of each kind; got {trainingLoss.Count} training "
                + $"losses, {validationLoss.Count} validation losses and {validationAuc.Count} AUCs. "
                + "Write NaN where nothing was measured.");
        double[] epochs = [.. Enumerable.Range(1, trainingLoss.Count)];
        if (bestEpoch < 1 || bestEpoch > epochs.Length)
            throw new WorkbenchException($"Best epoch {bestEpoch} is not among the {epochs.Length} epochs; they are counted from 1.");
        LineTrace Line(string name, IReadOnlyList<double> values) => new(name, epochs, values) { Markers = epochs.Length <= 40 };
        var rule = new RuleTrace($"Best epoch: {bestEpoch}", bestEpoch, Orientation.Vertical);
        return new(
            "Learning curve",
            new("Epoch"),
            new Panel(new("Loss"), [rule, Line("Training loss", trainingLoss), Line("Validation loss", validationLoss)]) { Height = 150 },
            new Panel(new("Macro AUC"), [rule, Line("Validation AUC", validationAuc)]) { Height = 110 })
        {
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"Learning curve of {epochs.Length} epochs: best at epoch {bestEpoch}, "
                + $"with validation AUC {validationAuc[bestEpoch - 1]:0.000}, validation loss {validationLoss[bestEpoch - 1]:0.000} "
                + $"and training loss {trainingLoss[bestEpoch - 1]:0.000}"),
        };
    }
}
