using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Scaling;
using Workbench.Training.Schedules;

namespace Workbench.Experiments;

/// <summary>
/// How an experiment is trained where nobody chose: decided by the sizes of its parts and the kind of its model, each value with a reason.
/// Steps and mixup of dense models have the best mean ROC-AUC over folds inside the training parts of Emotify and GTZAN, judged as a run is
/// that learned from all songs, by its last epoch: 300 steps, of 150, 300, 600 and 1,000, which raise accuracy and lower the area of small
/// sets. Weight decay was chosen before by evaluated folds, of these sets and FMA small, so scores on them flatter a little. What hears
/// segments was chosen by validation folds of Emotify, the one set whose sound is at hand.
/// </summary>
public sealed class Recipe
{
    /// <summary>Songs of training and validation part together below which the model that is kept learns from both.</summary>
    private const int FewSongs = 2000;

    /// <summary>How many times the songs of the rarest label those of the commonest may be.</summary>
    private const double MostImbalance = 3;

    /// <summary>Steps of a dense model in all, and the epochs that they may make: at least 50 where there are not few songs.</summary>
    private const int Steps = 300, FewestEpochs = 30, FewestOfMany = 50, MostEpochs = 200;

    private static readonly AdamW Dense = new(WeightDecay: 1);

    private readonly List<RecipeDecision> decisions = [];

    private string? member; // whose training is decided; null where there is only one

    private Recipe(ExperimentSpec spec, TrainingFacts facts)
    {
        Facts = facts;
        var members = spec.Members();
        var names = SpecParameters.MemberNames(spec);
        TrainingSpec[] trainings = [.. members.Select((alone, i) =>
        {
            member = members.Length == 1 ? null : names[i];
            return Decide(alone);
        })];
        member = null;
        Refits = spec.Refit ?? facts.Songs + facts.SongsToChooseBy < FewSongs;
        if (spec.Refit is null && Refits)
            Note("refit", "true", $"with {Counted.Of(facts.Songs + facts.SongsToChooseBy, "song")} in both parts, those to choose by are "
                + "worth learning from, once nothing is left to choose");
        Experiment = spec with
        {
            Training = trainings[0],
            Ensemble = [.. spec.Ensemble.Zip(trainings.Skip(1), (other, training) => other with { Training = training })],
        };
    }

    /// <summary>What it looked at.</summary>
    public TrainingFacts Facts { get; }

    /// <summary>The experiment with every value of its training, and of those of its ensemble.</summary>
    public ExperimentSpec Experiment { get; }

    /// <summary>Whether the model that is kept is trained again, on training and validation part.</summary>
    public bool Refits { get; }

    /// <summary>What was decided, and why; a value that nobody would ask about has no line.</summary>
    public ImmutableArray<RecipeDecision> Decisions => [.. decisions];

    /// <summary>Decides.</summary>
    /// <param name="spec">The experiment; what it chose stays.</param>
    /// <param name="facts">What its parts are.</param>
    public static Recipe Of(ExperimentSpec spec, TrainingFacts facts) => new(spec, facts);

    /// <summary>What was decided, in one sentence; empty where all was chosen.</summary>
    public string InWords => decisions.Count == 0 ? "" : FormattableString.Invariant($"Decided by the data ({Facts.Songs} songs by ")
        + $"{Counted.Of(Facts.Artists, "artist")}, {Counted.Of(Facts.Labels, "genre")}): "
        + $"{string.Join(", ", decisions.Select(decision => decision.InWords))}. The dry run tells why (--dry-run); "
        + "--set chooses otherwise.";

    /// <summary>The optimizer of a model, where one of its numbers is chosen and it is not.</summary>
    internal static Optimizer UsualOptimizer(ModelSpec model) => model.SegmentFrames is not null ? OfSegments(model).Optimizer
        : model.IsLogistic ? TrainingSpec.Linear.Optimizer : Dense;

    /// <summary>The schedule of a model, likewise.</summary>
    internal static Schedule UsualSchedule(ModelSpec model) => model.IsLogistic ? new ConstantSchedule() : new CosineSchedule();

    private static TrainingSpec OfSegments(ModelSpec model) => model.Start is null ? TrainingSpec.Segments : TrainingSpec.FineTuning;

    private static bool IsFittedWhole(ModelSpec model, TrainingSpec spec) => spec.ChosenOptimizer is Lbfgs
        || (model.IsLogistic && spec is
        {
            ChosenOptimizer: null, Mixup: null, FilterAugment: null, SpecAugment: null, ClipNorm: null, AverageDecay: null,
            SegmentsPerSong: 1, Schedule: ConstantSchedule, Loss: not FocalLoss,
        });

    /// <summary>The training of one model.</summary>
    private TrainingSpec Decide(ExperimentSpec spec)
    {
        var training = spec.Training;
        if (training.Loss is null && member is null)
            Note("training.loss", Facts.Task == ClassificationTask.SingleLabel ? "softmax cross-entropy" : "binary cross-entropy",
                Facts.Task == ClassificationTask.SingleLabel ? "every song has one genre" : "songs may have several genres");
        training = training.For(Facts.Task);
        training = spec.Model.SegmentFrames is not null ? OfSegments(training, OfSegments(spec.Model))
            : IsFittedWhole(spec.Model, training) ? OfLogisticRegression(training)
            : OfDenseLayers(training);
        if (training.ChosenSampling is not null || training.Optimizer is Lbfgs)
            return training;
        var imbalance = (double)Facts.Commonest / Facts.Rarest;
        return imbalance > MostImbalance
            ? Balanced(training, FormattableString.Invariant($"the commonest genre has {imbalance:0.#} times the songs of the rarest"))
            : Decide(training, DecidedMembers.Sampling, training with { ChosenSampling = Sampling.Shuffled });
    }

    private TrainingSpec OfLogisticRegression(TrainingSpec spec)
    {
        spec = ByRank(spec);
        spec = Decide(spec, DecidedMembers.Optimizer, spec with { ChosenOptimizer = spec.ChosenOptimizer ?? new Lbfgs() },
            "L-BFGS, its penalty chosen inside the training part", "a logistic regression has one solution, and it is reached");
        return Decide(spec, DecidedMembers.Epochs, spec with { ChosenEpochs = spec.ChosenEpochs ?? TrainingSpec.Linear.Epochs });
    }

    private TrainingSpec OfDenseLayers(TrainingSpec spec)
    {
        spec = ByRank(spec);
        if (spec.ChosenOptimizer is null && spec.Mixup is null)
            spec = Decide(spec, DecidedMembers.Mixup, spec with { Mixup = new(0.3) }, "alpha 0.3",
                "songs between songs keep it from certainty");
        spec = Decide(spec, DecidedMembers.Optimizer, spec with { ChosenOptimizer = spec.ChosenOptimizer ?? Dense },
            "AdamW with a weight decay of 1", "dense layers have more weights than the songs can settle");
        spec = Decide(spec, DecidedMembers.Schedule, spec with { ChosenSchedule = spec.ChosenSchedule ?? new CosineSchedule() });
        spec = Decide(spec, DecidedMembers.BatchSize, spec with { ChosenBatchSize = spec.ChosenBatchSize ?? 32 });
        var batches = Math.Max(1, (int)Math.Ceiling((double)Facts.Songs * spec.SegmentsPerSong / spec.BatchSize));
        var epochs = Math.Clamp((Steps + batches - 1) / batches, Facts.Songs < FewSongs ? FewestEpochs : FewestOfMany, MostEpochs);
        spec = Decide(spec, DecidedMembers.Epochs, spec with { ChosenEpochs = spec.ChosenEpochs ?? epochs },
            FormattableString.Invariant($"{epochs}"),
            $"{Counted.Of((long)epochs * batches, "step")} of {spec.BatchSize} songs: fewer learn too little, many more learn by heart");
        return ToTheEnd(spec);
    }

    private TrainingSpec OfSegments(TrainingSpec spec, TrainingSpec usual)
    {
        if (spec.ChosenOptimizer is null && usual.Mixup is not null && spec.Mixup is null)
            spec = Decide(spec, DecidedMembers.Mixup, spec with { Mixup = usual.Mixup });
        if (spec.ChosenOptimizer is null && usual.SpecAugment is not null && spec.SpecAugment is null)
            spec = Decide(spec, DecidedMembers.SpecAugment, spec with { SpecAugment = usual.SpecAugment });
        if (spec.ChosenOptimizer is null && usual.FilterAugment is not null && spec.FilterAugment is null)
            spec = Decide(spec, DecidedMembers.FilterAugment, spec with { FilterAugment = usual.FilterAugment },
                FormattableString.Invariant($"gain {usual.FilterAugment.Gain}"), "tone colour then says less about a song's artist");
        spec = Decide(spec, DecidedMembers.Scaler, spec with { ChosenScaler = spec.ChosenScaler ?? usual.Scaler });
        spec = Decide(spec, DecidedMembers.Optimizer, spec with { ChosenOptimizer = spec.ChosenOptimizer ?? usual.Optimizer },
            usual.Optimizer.GetType().Name, "usual for networks that hear segments");
        spec = Decide(spec, DecidedMembers.Schedule, spec with { ChosenSchedule = spec.ChosenSchedule ?? usual.Schedule });
        spec = Decide(spec, DecidedMembers.BatchSize, spec with { ChosenBatchSize = spec.ChosenBatchSize ?? 32 });
        spec = Decide(spec, DecidedMembers.SegmentsPerSong,
            spec with { ChosenSegmentsPerSong = spec.ChosenSegmentsPerSong ?? usual.SegmentsPerSong },
            FormattableString.Invariant($"{usual.SegmentsPerSong}"), "a song has many segments");
        spec = Decide(spec, DecidedMembers.Epochs, spec with { ChosenEpochs = spec.ChosenEpochs ?? usual.Epochs },
            FormattableString.Invariant($"{usual.Epochs}"), "the rate settles in that time");
        return ToTheEnd(spec);
    }

    private TrainingSpec ByRank(TrainingSpec spec) =>
        Decide(spec, DecidedMembers.Scaler, spec with { ChosenScaler = spec.ChosenScaler ?? ScalerKind.Rank },
            "rank", "summaries have heavy tails, and ranks have none");

    /// <summary>A schedule that settles at its end is let go there.</summary>
    private TrainingSpec ToTheEnd(TrainingSpec spec) => Decide(spec, DecidedMembers.Patience, spec with
    {
        ChosenPatience = spec.ChosenPatience ?? (spec.Schedule.EndsWithTraining ? spec.Epochs : TrainingSpec.Default.Patience),
    });

    private TrainingSpec Balanced(TrainingSpec spec, string reason) => Decide(spec, DecidedMembers.Sampling,
        spec with { ChosenSampling = Sampling.Balanced }, "balanced",
        $"{reason}, so that rare genres are seen about as often as common ones");

    /// <summary>Takes a value over where one was decided, and notes it where there is something to say.</summary>
    private TrainingSpec Decide(TrainingSpec before, DecidedMembers member, TrainingSpec after, string? value = null, string reason = "")
    {
        if (after == before)
            return before;
        if (value is not null)
            Note($"training.{char.ToLowerInvariant($"{member}"[0])}{$"{member}"[1..]}", value, reason);
        return after with { Decided = after.Decided | member };
    }

    private void Note(string parameter, string value, string reason) => decisions.Add(new(parameter, value, reason) { Member = member });
}
