using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Tests.Reference;

/// <summary>Breaks off before the checkpoint of the batch after the given number; until then it writes one after every batch.</summary>
internal sealed class BreakingTrainer(ITrainer trainer, int batches) : ITrainer
{
    public TrainingResult Train(
        TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec,
        TrainingOptions? options = null, Work? work = null) =>
        trainer.Train(train, validation, features, model, spec, EveryBatch(options), Breaking(work ?? Work.Default));

    public TrainingResult Refit(TrainingResult chosen, TrainingPart train, ValidationPart validation, TrainingSpec spec,
        TrainingOptions? options = null, Work? work = null) =>
        trainer.Refit(chosen, train, validation, spec, EveryBatch(options), Breaking(work ?? Work.Default));

    private static TrainingOptions EveryBatch(TrainingOptions? options) =>
        options! with { CheckpointInterval = TimeSpan.Zero, ProgressInterval = TimeSpan.Zero };

    private Work Breaking(Work work)
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
