using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Regularization;
using Workbench.Training.Scaling;
using Workbench.Training.Schedules;

namespace Workbench.Training;

/// <summary>How a model is trained, with early stopping.</summary>
[TypeFormatterSource(typeof(SpecFormatterSource<TrainingSpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record TrainingSpec
{
    /// <summary>
    /// Nothing chosen: an experiment has it decided by its data (<c>Recipe</c>). Outside of experiments Adam and the loss that suits the
    /// songs, 100 epochs at most, batches of 32, patience 15, nothing of the rest.
    /// </summary>
    public static TrainingSpec Default { get; } = new();

    /// <summary>
    /// For <see cref="ModelSpec.Linear"/> and <see cref="ModelSpec.Kernel"/>: columns by rank, L-BFGS until it has converged, 1000
    /// iterations at most.
    /// </summary>
    public static TrainingSpec Linear { get; } = new() { Scaler = ScalerKind.Rank, Optimizer = new Lbfgs(), Epochs = 1000 };

    /// <summary>
    /// For models that hear segments: eight of each song an epoch, each through another equaliser, Adam with a rate that rises to 3e-3 and
    /// falls again, 12 epochs.
    /// </summary>
    public static TrainingSpec Segments { get; } = new()
    {
        Optimizer = new Adam(3e-3),
        Schedule = new OneCycleSchedule(),
        Epochs = 12,
        Patience = 12,
        SegmentsPerSong = 8,
        FilterAugment = new(Gain: 1),
    };

    /// <summary>
    /// For models that start from what they learned elsewhere (<c>ModelSpec.Start</c>) and hear segments: three of each song an epoch,
    /// AdamW along a cosine, 20 epochs, a little mixup and masks. Of a start that learns at its usual tenth, the rate is 2e-4.
    /// </summary>
    public static TrainingSpec FineTuning { get; } = new()
    {
        Scaler = ScalerKind.Overall,
        Optimizer = new AdamW(2e-3),
        Schedule = new CosineSchedule(),
        Epochs = 20,
        Patience = 20,
        SegmentsPerSong = 3,
        Mixup = new(0.2),
        SpecAugment = new(FrequencyMasks: 1, FrequencyWidth: 24, TimeMasks: 1),
    };

    /// <summary>How columns of different units are made comparable; by rank suits summaries with heavy tails.</summary>
    [JsonIgnore]
    public ScalerKind Scaler
    {
        get => ChosenScaler ?? ScalerKind.Standard;
        init => (ChosenScaler, Decided) = (value, Decided & ~DecidedMembers.Scaler);
    }

    /// <summary><see cref="Scaler"/>, where it was chosen or decided.</summary>
    [JsonInclude, JsonPropertyName("scaler"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal ScalerKind? ChosenScaler { get; init; }

    /// <summary>What is made small; null for the loss that suits the songs: see <see cref="Losses.Loss.Usual"/>.</summary>
    public Loss? Loss { get; init; }

    /// <summary>How gradients change weights.</summary>
    [JsonIgnore]
    public Optimizer Optimizer
    {
        get => ChosenOptimizer ?? new Adam();
        init => (ChosenOptimizer, Decided) = (value, Decided & ~DecidedMembers.Optimizer);
    }

    /// <summary><see cref="Optimizer"/>, where it was chosen or decided.</summary>
    [JsonInclude, JsonPropertyName("optimizer"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal Optimizer? ChosenOptimizer { get; init; }

    /// <summary>How the learning rate changes.</summary>
    [JsonIgnore]
    public Schedule Schedule
    {
        get => ChosenSchedule ?? new ConstantSchedule();
        init => (ChosenSchedule, Decided) = (value, Decided & ~DecidedMembers.Schedule);
    }

    /// <summary><see cref="Schedule"/>, where it was chosen or decided.</summary>
    [JsonInclude, JsonPropertyName("schedule"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal Schedule? ChosenSchedule { get; init; }

    /// <summary>Passes over the training part at most, at least 1; a number out of reach trains until it is stopped.</summary>
    [JsonIgnore]
    public int Epochs
    {
        get => ChosenEpochs ?? 100;
        init => (ChosenEpochs, Decided) = (value, Decided & ~DecidedMembers.Epochs);
    }

    /// <summary><see cref="Epochs"/>, where it was chosen or decided.</summary>
    [JsonInclude, JsonPropertyName("epochs"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal int? ChosenEpochs { get; init; }

    /// <summary>
    /// Songs, or segments, a step, at least 1. The last batch may be smaller; a number above that of an epoch makes one batch of all.
    /// </summary>
    [JsonIgnore]
    public int BatchSize
    {
        get => ChosenBatchSize ?? 32;
        init => (ChosenBatchSize, Decided) = (value, Decided & ~DecidedMembers.BatchSize);
    }

    /// <summary><see cref="BatchSize"/>, where it was chosen or decided.</summary>
    [JsonInclude, JsonPropertyName("batchSize"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal int? ChosenBatchSize { get; init; }

    /// <summary>
    /// How often an epoch takes each song, 1 to 1000: each time another segment, drawn by chance, where the model hears segments.
    /// </summary>
    [JsonIgnore]
    public int SegmentsPerSong
    {
        get => ChosenSegmentsPerSong ?? 1;
        init => (ChosenSegmentsPerSong, Decided) = (value, Decided & ~DecidedMembers.SegmentsPerSong);
    }

    /// <summary><see cref="SegmentsPerSong"/>, where it was chosen or decided.</summary>
    [JsonInclude, JsonPropertyName("segmentsPerSong"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal int? ChosenSegmentsPerSong { get; init; }

    /// <summary>
    /// Epochs without a better macro ROC-AUC on the validation part before training stops, at least 1. The best epoch's weights are kept.
    /// </summary>
    [JsonIgnore]
    public int Patience
    {
        get => ChosenPatience ?? 15;
        init => (ChosenPatience, Decided) = (value, Decided & ~DecidedMembers.Patience);
    }

    /// <summary><see cref="Patience"/>, where it was chosen or decided.</summary>
    [JsonInclude, JsonPropertyName("patience"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal int? ChosenPatience { get; init; }

    /// <summary>Which songs an epoch takes.</summary>
    [JsonIgnore]
    public Sampling Sampling
    {
        get => ChosenSampling ?? Sampling.Shuffled;
        init => (ChosenSampling, Decided) = (value, Decided & ~DecidedMembers.Sampling);
    }

    /// <summary><see cref="Sampling"/>, where it was chosen or decided.</summary>
    [JsonInclude, JsonPropertyName("sampling"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    internal Sampling? ChosenSampling { get; init; }

    /// <summary>Longest gradient, as a norm over all tensors, above 0; a longer one is shortened to it. Null for any length.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>
    /// Share that a moving average of the weights keeps at each step, from 0 to below 1; 0.999 is usual. The average is then evaluated and
    /// kept. Null for none.
    /// </summary>
    public double? AverageDecay { get; init; }

    /// <summary>
    /// Mixes examples with each other; null to leave them as they are, but where the optimizer is left to the data, this is too: then an
    /// alpha of 0 mixes none.
    /// </summary>
    public Mixup? Mixup { get; init; }

    /// <summary>
    /// Changes the tone colour of log-mel images; null to leave them as they are, but where the optimizer is left to the data, this is too:
    /// then a gain of 0 changes none.
    /// </summary>
    public FilterAugment? FilterAugment { get; init; }

    /// <summary>Masks log-mel images; null to leave them as they are, or, of a model with a start, to the data.</summary>
    public SpecAugment? SpecAugment { get; init; }

    /// <summary>
    /// Hears how every epoch went and may end the training; null for nobody. Training again on all songs does not ask it, and every
    /// variation of a sweep does.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older specs keep their identity
    public EpochCallback? OnEpoch { get; init; }

    /// <summary>
    /// Which members the data decided: an experiment that a run keeps names their values, and is the same as one that chose none of them.
    /// </summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    internal DecidedMembers Decided { get; init; }

    /// <summary>Seed of the first weights and of all that is drawn later. Null for that of the experiment; 0 outside of one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seed { get; init; }

    /// <summary>The seed, for those who draw.</summary>
    internal int SeedOrZero => Seed ?? 0;

    /// <summary>The same with the loss that suits a task, where none was chosen.</summary>
    public TrainingSpec For(ClassificationTask task) => this with { Loss = Loss ?? Losses.Loss.Usual(task) };

    /// <summary>The same with some members left to the data again.</summary>
    internal TrainingSpec Without(DecidedMembers members) => this with
    {
        ChosenScaler = members.HasFlag(DecidedMembers.Scaler) ? null : ChosenScaler,
        ChosenOptimizer = members.HasFlag(DecidedMembers.Optimizer) ? null : ChosenOptimizer,
        ChosenSchedule = members.HasFlag(DecidedMembers.Schedule) ? null : ChosenSchedule,
        ChosenEpochs = members.HasFlag(DecidedMembers.Epochs) ? null : ChosenEpochs,
        ChosenBatchSize = members.HasFlag(DecidedMembers.BatchSize) ? null : ChosenBatchSize,
        ChosenSegmentsPerSong = members.HasFlag(DecidedMembers.SegmentsPerSong) ? null : ChosenSegmentsPerSong,
        ChosenPatience = members.HasFlag(DecidedMembers.Patience) ? null : ChosenPatience,
        ChosenSampling = members.HasFlag(DecidedMembers.Sampling) ? null : ChosenSampling,
        Mixup = members.HasFlag(DecidedMembers.Mixup) ? null : Mixup,
        SpecAugment = members.HasFlag(DecidedMembers.SpecAugment) ? null : SpecAugment,
        FilterAugment = members.HasFlag(DecidedMembers.FilterAugment) ? null : FilterAugment,
        Decided = Decided & ~members,
    };

    /// <summary>Epochs of a training on all songs, once those of the choice are known.</summary>
    internal int RefitEpochs(LearningCurve chosen) => Schedule.EndsWithTraining || Optimizer is Lbfgs ? Epochs : chosen.BestEpoch;

    /// <summary>Checks the spec.</summary>
    /// <exception cref="InvalidSpecException">A number is out of its range.</exception>
    public void Validate()
    {
        var problems = new SpecProblems(nameof(TrainingSpec));
        Loss?.Check(problems);
        Optimizer.Check(problems);
        Schedule.Check(problems);
        Mixup?.Check(problems);
        FilterAugment?.Check(problems);
        SpecAugment?.Check(problems);
        problems
            .Require(Epochs >= 1, $"Epochs {Epochs} must be >= 1; 100 is usual.")
            .Require(BatchSize >= 1, $"Batch size {BatchSize} must be >= 1; 32 is usual.")
            .Require(SegmentsPerSong is >= 1 and <= 1000,
                $"Segments per song {SegmentsPerSong} must be 1 to 1000; 1 for summaries and 4 for segments are usual.")
            .Require(Patience >= 1, $"Patience {Patience} must be >= 1; 15 is usual, as many as the epochs never stops early.")
            .Require(Enum.IsDefined(Scaler),
                $"Scaler {Scaler} must be standard, rank, quantile or overall; standard is usual, rank suits columns with heavy tails.")
            .Require(Enum.IsDefined(Sampling), $"Sampling {Sampling} must be shuffled or balanced; shuffled is usual.")
            .Require(ClipNorm is null or > 0, $"Clip norm {ClipNorm} must be above 0; 1 is usual, null never clips.")
            .Require(AverageDecay is null or (>= 0 and < 1),
                $"Average decay {AverageDecay} must be >= 0 and below 1; 0.999 is usual, null keeps no average.")
            .Require(Optimizer is not Lbfgs || (Mixup is null && FilterAugment is null && SpecAugment is null && ClipNorm is null
                && AverageDecay is null && SegmentsPerSong == 1 && Schedule is ConstantSchedule && Loss is not FocalLoss),
                "Lbfgs learns from all songs at once, and finds its steps by itself: leave mixup, filterAugment, specAugment, clipNorm, "
                + "averageDecay, segmentsPerSong, a schedule and the focal loss out, or use AdamW.")
            .ThrowIfAny();
    }

    /// <summary>Makes sure that the optimizer can train a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="decidesLater">Whether an optimizer that nobody chose is still to be decided by the data.</param>
    /// <exception cref="InvalidSpecException">
    /// It is <see cref="Lbfgs"/> and the model no logistic regression, or another and the model has centers to choose.
    /// </exception>
    internal void RequireFit(ModelSpec model, bool decidesLater = false)
    {
        new SpecProblems(nameof(TrainingSpec))
            .Require(Optimizer is not Lbfgs || model.IsLogistic,
                "Lbfgs is for logistic regressions on summaries, ModelSpec.Linear (--model linear) and ModelSpec.Kernel (--model kernel): "
                + "an RbfKernel with no layer beside it. Use AdamW for this model.")
            .Require(Optimizer is Lbfgs || !LayerList.HasCenters(model.Layers)
                || (decidesLater && ChosenOptimizer is null && model.IsLogistic),
                $"{Optimizer.GetType().Name} changes weights, and the centers of an RbfKernel are songs. Use Lbfgs, as --model kernel "
                + "does, and no layer beside it.")
            .ThrowIfAny();
    }

    /// <summary>What matters of it, for people.</summary>
    [JsonIgnore]
    internal string InWords => ChosenOptimizer is null
        ? "decided by the data" + (ChosenEpochs is { } epochs ? $", {Counted.Of(epochs, "epoch")} at most" : "")
        : Optimizer is Lbfgs { L2: var l2 }
        ? FormattableString.Invariant($"Lbfgs with {(l2 is null ? "an L2 chosen inside the training part" : $"an L2 of {l2}")}, ")
            + $"{Counted.Of(Epochs, "iteration")} at most"
        : FormattableString.Invariant($"{Optimizer.GetType().Name} with a learning rate of {Optimizer.LearningRate}, ")
        + $"{Counted.Of(Epochs, "epoch")} at most, early stopping after {Patience} without a better one, {BatchSize} songs a step";
}
