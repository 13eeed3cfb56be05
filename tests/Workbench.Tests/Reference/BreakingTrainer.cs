using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Tests.Reference;

/// <summary>Breaks off before the checkpoint of the batch after the given number; until then it writes one after every batch.</summary>
internal sealed class BreakingTrainer(Trainer trainer, int batches)
{
    public TrainingResult Train(
        TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec,
        TrainingOptions? options = null, Work? work = null) =>
        trainer.Train(train, validation, features, model, spec, EveryBatch(options), Breaking(work ?? Work.Default, batches));

    public TrainingResult Refit(TrainingResult chosen, TrainingPart train, ValidationPart validation, TrainingSpec spec,
        TrainingOptions? options = null, Work? work = null) =>
        trainer.Refit(chosen, train, validation, spec, EveryBatch(options), Breaking(work ?? Work.Default, batches));

    /// <summary>Lets a checkpoint be written and progress be told of after every batch.</summary>
    public static TrainingOptions EveryBatch(TrainingOptions? options = null) =>
        (options ?? new()) with { CheckpointInterval = TimeSpan.Zero, ProgressInterval = TimeSpan.Zero };

    /// <summary>Work that breaks off when it is told of so many batches and one.</summary>
    public static Work Breaking(Work work, int batches)
    {
        var (left, done) = (batches, 0L);
        return work with
        {
            Progress = new ProgressList<WorkProgress>(report =>
            {
                if (report is not TrainingProgress || report.Done == done) // the end of an epoch is told of as its last batch was
                    return;
                done = report.Done;
                if (left-- == 0)
                    throw new BrokenOffException();
            }),
        };
    }
}
