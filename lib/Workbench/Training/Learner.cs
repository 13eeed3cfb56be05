using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Engines;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Regularization;
using Workbench.Training.Schedules;

namespace Workbench.Training;

/// <summary>Learns from one batch after the other: everything between the training part and the weights.</summary>
internal sealed class Learner : ILearner
{
    private readonly ITrainingNetwork network;
    private readonly TrainingSpec spec;
    private readonly Batches batches;
    private readonly BatchReader reader;
    private readonly LossState loss;
    private readonly Matrix targets;
    private readonly ScheduleState schedule;
    private readonly FilterAugment.State? filters;
    private readonly SpecAugment.State? masks;

    /// <summary>Starts from the network's weights.</summary>
    /// <exception cref="WorkbenchException">SpecAugment for a model that takes no images of one channel.</exception>
    public Learner(ITrainingNetwork network, ModelPlan plan, TrainingSpec spec, Examples train, Batches batches, LossState loss)
    {
        (this.network, this.spec, this.batches, this.loss) = (network, spec, batches, loss);
        reader = new(train, batches, spec.SeedOrZero, plan.LabelCount);
        targets = new(batches.Capacity, plan.LabelCount);
        schedule = spec.Schedule.Start(spec.Epochs, batches.Count);
        if (spec.FilterAugment is { } filter)
            filters = new(filter, RequireImage(plan, nameof(FilterAugment)), batches.Capacity);
        if (spec.SpecAugment is { } augment)
            masks = new(augment, RequireImage(plan, nameof(SpecAugment)), batches.Capacity);
    }

    /// <inheritdoc/>
    public int BatchCount => batches.Count;

    /// <inheritdoc/>
    public bool KeepsLatest => false;

    /// <inheritdoc/>
    public bool HasConverged => false;

    /// <inheritdoc/>
    public void Shuffle(int epoch) => batches.Shuffle(Seeds.Derive(spec.SeedOrZero, epoch, -1));

    /// <inheritdoc/>
    public (double Loss, int Rows) Learn(int epoch, int batch, CancellationToken token = default)
    {
        token.ThrowIfCancellationRequested();
        var rng = reader.Take(epoch, batch, network, targets);
        Augment(rng);
        network.Draw(rng);
        network.Learn(token);
        var value = loss.Compute(network.Logits, targets, network.LogitsGradient);
        Divergence.Refuse(value, network, spec, () => $"in epoch {epoch + 1}, batch {batch + 1}");
        network.Backward();
        network.Step(spec.Optimizer.LearningRate * schedule.Factor(epoch, batch));
        return (value, targets.Rows);
    }

    /// <summary>As declared, with the average of the weights where one is kept.</summary>
    public T WithEvaluatedWeights<T>(Func<T> work)
    {
        network.ExchangeAverage();
        try
        {
            return work();
        }
        finally
        {
            network.ExchangeAverage(); // also when it is stopped
        }
    }

    /// <inheritdoc/>
    public void EndEpoch(double validationLoss) => schedule.EndEpoch(validationLoss);

    /// <inheritdoc/>
    public Weights ToWeights() => network.ToWeights();

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        network.Save(writer);
        schedule.Save(writer);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        network.Load(reader);
        schedule.Load(reader);
    }

    private static ImageShape RequireImage(ModelPlan plan, string augmentation) => plan.Input as ImageShape is { Channels: 1 } image
        ? image
        : throw new WorkbenchException($"{augmentation} is for log-mel images, but the model's input is {plan.Input}. Leave it out, "
            + "or train a model of images on log-mel features.");

    private void Augment(Random rng)
    {
        filters?.Draw(rng, targets.Rows);
        filters?.Apply(network.Input);
        masks?.Draw(rng, targets.Rows);
        masks?.Apply(network.Input);
        if (spec.Mixup is { Alpha: > 0 } mixup)
            Mixup.Apply(mixup.Draw(rng), network.Input, targets);
    }
}
