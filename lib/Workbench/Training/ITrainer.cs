using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training;

/// <summary>Turns specs and data into a trained model.</summary>
public interface ITrainer
{
    /// <summary>Trains a model. The same arguments give the same weights, bit for bit, whatever the options and the work.</summary>
    /// <param name="train">What is learned from: vocabulary, scaler, class weights and weights.</param>
    /// <param name="validation">What the best epoch is chosen by.</param>
    /// <param name="features">What the columns of both parts are; kept with the model.</param>
    /// <param name="model">The layers.</param>
    /// <param name="spec">How they are trained.</param>
    /// <param name="options">Checkpoint, memory, and what becomes of a training that is stopped; null for none of them.</param>
    /// <param name="work">
    /// Threads; told after batches and epochs, as <see cref="TrainingProgress"/>; stops between batches and writes the checkpoint. Null for
    /// <see cref="Work.Default"/>.
    /// </param>
    /// <exception cref="InvalidSpecException">A spec is wrong, or the model does not fit the features.</exception>
    /// <exception cref="WorkbenchException">The data cannot be learned from, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">
    /// Stopped, and the first epoch was not done or <see cref="WhenStopped.Resume"/> asked for.
    /// </exception>
    TrainingResult Train(TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec,
        TrainingOptions? options = null, Work? work = null);

    /// <summary>
    /// Trains again, now on training and validation part together: nothing is left to choose, so every song can be learned from. For as
    /// many epochs as were best, but to the end of a schedule that settles only there. Scores on the validation part are honest of
    /// the chosen model only, not of this one.
    /// </summary>
    /// <param name="chosen">What <see cref="Train"/> gave for the same parts and spec.</param>
    /// <param name="train">What it was trained on.</param>
    /// <param name="validation">What its best epoch was chosen by.</param>
    /// <param name="spec">How it was trained.</param>
    /// <param name="options">As for <see cref="Train"/>; the checkpoint is another file.</param>
    /// <param name="work">As for <see cref="Train"/>; stopped, the chosen model is returned as it is.</param>
    /// <returns>The model, with the learning curve of the chosen one.</returns>
    /// <exception cref="OperationCanceledException">Stopped, and <see cref="WhenStopped.Resume"/> asked for.</exception>
    TrainingResult Refit(TrainingResult chosen, TrainingPart train, ValidationPart validation, TrainingSpec spec,
        TrainingOptions? options = null, Work? work = null);
}
