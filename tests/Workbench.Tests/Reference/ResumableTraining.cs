using Workbench.Datasets;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Reference;

/// <summary>A training with everything that a checkpoint has to keep, 8 batches an epoch.</summary>
internal static class ResumableTraining
{
    public static readonly ModelSpec Model = new([new Linear(24), new BatchNorm(), new Relu(), new Dropout(0.3)]);

    public static readonly TrainingSpec Spec = new()
    {
        Loss = new BinaryCrossEntropy(PositiveWeighting.Balanced),
        Optimizer = new AdamW(0.01),
        Schedule = new PlateauSchedule(0.5, Patience: 0),
        Epochs = 6,
        Patience = 6,
        BatchSize = 16,
        Sampling = Sampling.Balanced,
        AverageDecay = 0.9,
        Mixup = new(),
        Seed = 5,
    };

    public static (TrainingPart Train, ValidationPart Validation) Data(int seed = 1) => TrainingSamples.MultiLabel(124, 50, seed);
}
