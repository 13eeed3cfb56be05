using Workbench.Datasets;
using Workbench.Features;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Tests.Reference;

/// <summary>Breaks off before the checkpoint of the batch after the given number; until then it writes one after every batch.</summary>
internal sealed class BreakingTrainer(ITrainer trainer, int batches) : ITrainer
{
    public TrainingResult Train(
        TrainingPart train, ValidationPart validation, FeatureSpec features, ModelSpec model, TrainingSpec spec,
        TrainingOptions? options = null, CancellationToken token = default) =>
        trainer.Train(train, validation, features, model, spec, Breaking(options), token);

    public TrainingResult Refit(TrainingResult chosen, TrainingPart train, ValidationPart validation, TrainingSpec spec,
        TrainingOptions? options = null, CancellationToken token = default) =>
        trainer.Refit(chosen, train, validation, spec, Breaking(options), token);

    private TrainingOptions Breaking(TrainingOptions? options)
    {
        var left = batches;
        var progress = new ProgressList<TrainingProgress>(report =>
        {
            if (report.Finished is null && left-- == 0)
                throw new BrokenOffException();
        });
        return options! with { CheckpointInterval = TimeSpan.Zero, ProgressInterval = TimeSpan.Zero, Progress = progress };
    }
}
