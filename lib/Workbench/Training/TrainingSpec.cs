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
    /// <summary>Adam and the loss that suits the songs, 100 epochs at most, batches of 32, patience 15, nothing of the rest.</summary>
    public static TrainingSpec Default { get; } = new();

    /// <summary>
    /// For summaries of a few hundred songs: columns by rank, AdamW with much weight decay along a cosine, 30 epochs, and mixup in any
    /// proportion. Best with <c>ExperimentSpec.Refit</c>.
    /// </summary>
    public static TrainingSpec FewSongs { get; } = new()
    {
        Scaler = ScalerKind.Quantile,
        Optimizer = new AdamW(WeightDecay: 1),
        Schedule = new CosineSchedule(),
        Epochs = 30,
        BatchSize = 64,
        Patience = 30,
        Mixup = new(1),
    };

    /// <summary>For models that hear segments: four of each song an epoch, AdamW along a cosine, 40 epochs.</summary>
    public static TrainingSpec Segments { get; } = new()
    {
        Optimizer = new AdamW(),
        Schedule = new CosineSchedule(),
        Epochs = 40,
        Patience = 40,
        SegmentsPerSong = 4,
    };

    /// <summary>For <see cref="ModelSpec.Linear"/>: columns by rank, L-BFGS until it has converged, 1000 iterations at most.</summary>
    public static TrainingSpec Linear { get; } = new() { Scaler = ScalerKind.Quantile, Optimizer = new Lbfgs(), Epochs = 1000 };

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

    /// <summary>How columns of different units are made comparable; by quantiles suits summaries with heavy tails.</summary>
    public ScalerKind Scaler { get; init; } = ScalerKind.Standard;

    /// <summary>What is made small; null for the loss that suits the songs: see <see cref="Losses.Loss.Usual"/>.</summary>
    public Loss? Loss { get; init; }

    /// <summary>How gradients change weights.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate changes.</summary>
    public Schedule Schedule { get; init; } = new ConstantSchedule();

    /// <summary>Passes over the training part at most, at least 1; a number out of reach trains until it is stopped.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>
    /// Songs, or segments, a step, at least 1. The last batch may be smaller; a number above that of an epoch makes one batch of all.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// How often an epoch takes each song, 1 to 1000: each time another segment, drawn by chance, where the model hears segments.
    /// </summary>
    public int SegmentsPerSong { get; init; } = 1;

    /// <summary>
    /// Epochs without a better macro ROC-AUC on the validation part before training stops, at least 1. The best epoch's weights are kept.
    /// </summary>
    public int Patience { get; init; } = 15;

    /// <summary>Which songs an epoch takes.</summary>
    public Sampling Sampling { get; init; } = Sampling.Shuffled;

    /// <summary>Longest gradient, as a norm over all tensors, above 0; a longer one is shortened to it. Null for any length.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>
    /// Share that a moving average of the weights keeps at each step, from 0 to below 1; 0.999 is usual. The average is then evaluated and
    /// kept. Null for none.
    /// </summary>
    public double? AverageDecay { get; init; }

    /// <summary>Mixes examples with each other; null to leave them as they are.</summary>
    public Mixup? Mixup { get; init; }

    /// <summary>Changes the tone colour of log-mel images; null to leave them as they are.</summary>
    public FilterAugment? FilterAugment { get; init; }

    /// <summary>Masks log-mel images; null to leave them as they are.</summary>
    public SpecAugment? SpecAugment { get; init; }

    /// <summary>
    /// Hears how every epoch went and may end the training; null for nobody. Training again on all songs does not ask it, and every
    /// variation of a sweep does.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older specs keep their identity
    public EpochCallback? OnEpoch { get; init; }

    /// <summary>Seed of the first weights and of all that is drawn later. Null for that of the experiment; 0 outside of one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Seed { get; init; }

    /// <summary>The seed, for those who draw.</summary>
    internal int SeedOrZero => Seed ?? 0;

    /// <summary>The same with the loss that suits a task, where none was chosen.</summary>
    public TrainingSpec For(ClassificationTask task) => this with { Loss = Loss ?? Losses.Loss.Usual(task) };

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
                $"Scaler {Scaler} must be standard, quantile or overall; standard is usual, quantile suits columns with heavy tails.")
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
    /// <exception cref="InvalidSpecException">It is <see cref="Lbfgs"/>, and the model more than an output layer on summaries.</exception>
    internal void RequireFit(ModelSpec model)
    {
        if (Optimizer is Lbfgs && model is not { Layers.IsEmpty: true, Own: null, SegmentFrames: null })
            throw new InvalidSpecException(nameof(TrainingSpec),
                ["Lbfgs is for models without layers on summaries, as ModelSpec.Linear (--model linear). Use AdamW for this model."]);
    }

    /// <summary>What matters of it, for people.</summary>
    [JsonIgnore]
    internal string InWords => Optimizer is Lbfgs { L2: var l2 }
        ? FormattableString.Invariant($"Lbfgs with {(l2 is null ? "an L2 chosen inside the training part" : $"an L2 of {l2}")}, ")
            + $"{Counted.Of(Epochs, "iteration")} at most"
        : FormattableString.Invariant($"{Optimizer.GetType().Name} with a learning rate of {Optimizer.LearningRate}, ")
        + $"{Counted.Of(Epochs, "epoch")} at most, early stopping after {Patience} without a better one, {BatchSize} songs a step";
}
