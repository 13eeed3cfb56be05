using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training;

/// <summary>Turns specs and data into a trained model.</summary>
public interface ITrainer
{
    /// <summary>Trains a model. The same arguments give the same weights, bit for bit, whatever the options.</summary>
    /// <param name="train">What is learnt from: vocabulary, scaler, class weights and weights.</param>
    /// <param name="validation">What the best epoch is chosen by.</param>
    /// <param name="features">What the columns of both parts are; kept with the model.</param>
    /// <param name="model">The layers.</param>
    /// <param name="spec">How they are trained.</param>
    /// <param name="options">Threads, checkpoint and progress; null for one thread and neither.</param>
    /// <param name="token">
    /// Cancels between batches. After at least one epoch the best model so far is returned, with <see cref="StopReason.Cancelled"/>.
    /// </param>
    /// <exception cref="InvalidSpecException">A spec is wrong, or the model does not fit the features.</exception>
    /// <exception cref="WorkbenchException">The data cannot be learnt from, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch was done.</exception>
    TrainingResult Train(TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec,
        TrainingOptions? options = null, CancellationToken token = default);

    /// <summary>
    /// Trains again, now on training and validation part together: nothing is left to choose, so every song can be learnt from. For as
    /// many epochs as were best, but to the end of a schedule that settles only there. Scores on the validation part are honest of
    /// the chosen model only, not of this one.
    /// </summary>
    /// <param name="chosen">What <see cref="Train"/> gave for the same parts and spec.</param>
    /// <param name="train">What it was trained on.</param>
    /// <param name="validation">What its best epoch was chosen by.</param>
    /// <param name="spec">How it was trained.</param>
    /// <param name="options">As for <see cref="Train"/>; the checkpoint is another file.</param>
    /// <param name="token">Cancels between batches: the chosen model is returned as it is.</param>
    /// <returns>The model, with the learning curve of the chosen one.</returns>
    TrainingResult Refit(TrainingResult chosen, TrainingPart train, ValidationPart validation, TrainingSpec spec,
        TrainingOptions? options = null, CancellationToken token = default);
}
