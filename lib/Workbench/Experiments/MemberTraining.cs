using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Experiments;

/// <summary>The training of one model of an experiment: of its only one, or of a member of its ensemble.</summary>
/// <param name="spec">The experiment of this model alone, resolved, with its loss.</param>
/// <param name="engine">What runs the network.</param>
/// <param name="train">What is learned from, copies included, as the model hears it.</param>
/// <param name="learned">The same without copies.</param>
/// <param name="validation">What the best epoch is chosen by.</param>
/// <param name="options">How the training is carried out.</param>
/// <param name="checkpoint">File of its checkpoint; that of the second training lies beside it.</param>
internal sealed class MemberTraining(ExperimentSpec spec, IEngine engine, TrainingPart train, TrainingPart learned,
    ValidationPart validation, TrainingOptions options, string checkpoint)
{
    private readonly Trainer trainer = new(engine);
    private readonly string refitCheckpoint = checkpoint + "-refit";

    /// <summary>What the validation part chose.</summary>
    public TrainingResult Chosen { get; private set; } = null!;

    /// <summary>What is kept: the chosen model, or the one that was trained again on all.</summary>
    public TrainingResult Last { get; private set; } = null!;

    /// <summary>What the chosen model said of the validation part.</summary>
    public ValidationPredictions OnValidation { get; private set; } = null!;

    /// <summary>What the chosen model said of the songs that it learned from.</summary>
    public ScoreMatrix OnTraining { get; private set; } = null!;

    /// <summary>The experiment of this model alone.</summary>
    public ExperimentSpec Spec => spec;

    /// <summary>Songs, copies or segments of them, that an epoch takes.</summary>
    public long SamplesPerEpoch => (long)train.Tracks.Length * spec.Training.SegmentsPerSong;

    /// <summary>Seconds that its epochs took, those of earlier sessions included; 0 until it has ended.</summary>
    public double Seconds => Chosen?.LearningCurve.Epochs.Sum(epoch => epoch.Seconds) ?? 0;

    /// <summary>Trains until the best epoch is found.</summary>
    /// <param name="work">Threads, progress, and what stops it.</param>
    /// <param name="rest">The same for what comes after, which may be stopped by less.</param>
    public void Train(Work work, Work rest)
    {
        Last = Chosen = trainer.Train(train, validation, spec.Features, spec.Model, spec.Training,
            options with { CheckpointPath = checkpoint }, work);
        var model = new TrainedModel(Chosen).On(engine);
        OnValidation = new(validation, Chosen.Vocabulary, model.Predict(validation.Songs, rest));
        OnTraining = model.Predict(learned.Songs, rest);
    }

    /// <summary>Trains again, on all.</summary>
    public void Refit(Work work) => Last = trainer.Refit(Chosen, train, validation, spec.Training,
        options with { CheckpointPath = refitCheckpoint }, work);

    /// <summary>The model that is kept.</summary>
    public TrainedModel Model(Thresholds? thresholds, ClassificationTask task) => new TrainedModel(Last, thresholds, task).On(engine);

    /// <summary>Removes the checkpoints.</summary>
    public void DeleteCheckpoints()
    {
        TrainingOptions.DeleteCheckpoint(checkpoint);
        TrainingOptions.DeleteCheckpoint(refitCheckpoint);
    }
}
