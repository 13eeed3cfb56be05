using Workbench.Datasets;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Training;

public class LearnerTests
{
    [Fact]
    public void A_step_with_everything_on_allocates_next_to_nothing()
    {
        var (train, _) = ResumableTraining.Data();
        var spec = ResumableTraining.Spec with { ClipNorm = 1 };
        var vocabulary = LabelVocabulary.Fit(train);
        var plan = ResumableTraining.Model.Bind(Shape.Vector(train.Features.ColumnCount), vocabulary.Count);
        var examples = new Examples(train, Scaler.Fit(train), vocabulary, segmentFrames: 1);
        var batches = new Batches(examples.Count, spec.BatchSize, true, Batches.BalancedWeights(examples.Labels));
        using var network = new ManagedEngine().StartTraining(
            new(plan, Weights.Initialize(plan, new(1)), batches.Capacity, Threads: 1), spec);
        var learner = new Learner(network, plan, spec, examples, batches, spec.For(default).Loss!.Start(examples.Labels));
        learner.Shuffle(0);
        var batch = 0;
        // A generator of random numbers and what the message of a divergence would need; less than one batch of the first layer alone.
        Assert.InRange(Allocations.Of(() => learner.Learn(0, batch++ % learner.BatchCount)), 0, spec.BatchSize * 24 * sizeof(float));
    }
}
