using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>
/// Everything that decides a result: repeating an experiment is reading one file. Its <see cref="Seed"/> is that of every part that names
/// none of its own. An experiment is identified by the seeds that count, however they are written.
/// </summary>
[TypeFormatterSource(typeof(SpecFormatterSource<ExperimentSpec>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record ExperimentSpec : ICanonical<ExperimentSpec>
{
    /// <summary>What the parameter <c>model</c> of <see cref="With(string, string)"/> can be, in words.</summary>
    public const string ModelFormsInWords = ModelSpec.FormsInWords + "; or several of these joined by +, heard together, as mlp+cnn";

    /// <summary>A known name (<c>demo</c>) or a path.</summary>
    public required string Dataset { get; init; }

    /// <summary>Where the genres of a folder come from.</summary>
    public LabelSource Labels { get; init; } = LabelSource.Auto;

    /// <summary>Which of the genres are learned; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older specs keep their identity
    public LabelSpec? Genres { get; init; }

    /// <summary>What is taken from the audio.</summary>
    public FeatureSpec Features { get; init; } = FeatureSpec.Default;

    /// <summary>Who is learned from, who chosen by, who evaluated on.</summary>
    public SplitSpec Split { get; init; } = SplitSpec.Default;

    /// <summary>
    /// Share of the training part that is learned from, above 0 to 1: whole artists, those of a smaller share among those of every larger
    /// one. The other parts stay whole, so that runs compare: what would more songs bring?
    /// </summary>
    public double TrainingShare { get; init; } = 1;

    /// <summary>Which changed copies of songs are learned from as well; null for none.</summary>
    public AugmentationSpec? Augmentation { get; init; }

    /// <summary>The network.</summary>
    public ModelSpec Model { get; init; } = ModelSpec.Mlp;

    /// <summary>How it learns; what nobody chose, a <see cref="Recipe"/> decides by the data.</summary>
    public TrainingSpec Training { get; init; } = TrainingSpec.Default;

    /// <summary>
    /// The models that are heard together with the one of <see cref="Features"/>, <see cref="Model"/> and <see cref="Training"/>, which is
    /// the first member: their calibrated probabilities are averaged. Everything else they share. Empty for one model alone.
    /// </summary>
    [JsonIgnoreEmpty]
    public ImmutableArray<EnsembleMember> Ensemble { get; init => field = RequireMembers(value); } = [];

    /// <summary>Measures of one's own that it is evaluated by as well; null for none. They tell no experiment from another.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EvaluationSpec? Evaluation { get; init; }

    /// <summary>
    /// Whether the model that is kept is trained again, on training and validation part together, once nothing is left to choose: more
    /// to learn from, for twice the time. The validation scores stay those of the model that had not seen these songs. Null for whether
    /// both parts are small: see <see cref="Recipe"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Refit { get; init; }

    /// <summary>Seed of split, copies and training, where they name none of their own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // so that older specs keep their identity
    public int Seed { get; init; }

    /// <summary>The same experiment with the seed of every part written in it: what those are given who split, copy and train.</summary>
    public ExperimentSpec Resolve() => this with
    {
        Split = Split with { Seed = Split.Seed ?? Seed },
        Augmentation = Augmentation is null ? null : Augmentation with { Seed = Augmentation.Seed ?? Seed },
        Training = Training with { Seed = Training.Seed ?? Seed },
        // Twins would learn the same: each has a seed of its own.
        Ensemble = WithTrainings((member, i) => member.Training with
        {
            Seed = member.Training.Seed
                ?? Seed + Ensemble[..i].Prepend(EnsembleMember.Of(this)).Count(earlier => earlier == member),
        }),
    };

    /// <summary>The same with the loss that suits a task, where none was chosen.</summary>
    public ExperimentSpec For(ClassificationTask task) => this with
    {
        Training = Training.For(task),
        Ensemble = WithTrainings((member, _) => member.Training.For(task)),
    };

    /// <summary>
    /// Each member of the ensemble as an experiment of its own, the first one first; of an experiment with one model itself. A member that
    /// equals an earlier one takes the next seed in <see cref="Resolve"/>, so resolve first.
    /// </summary>
    public ImmutableArray<ExperimentSpec> Members()
    {
        var alone = this with { Ensemble = [] };
        return [alone, .. Ensemble.Select(member =>
            alone with { Features = member.Features, Model = member.Model, Training = member.Training })];
    }

    /// <summary>What all members hear.</summary>
    internal FeatureSpec Heard => Ensemble.IsEmpty ? Features : FeatureSpec.Together(Members().Select(member => member.Features));

    /// <summary>The models, for people.</summary>
    internal string ModelInWords => string.Join(" + ", Members().Select(member => member.Model.InWords));

    private static ImmutableArray<EnsembleMember> RequireMembers(ImmutableArray<EnsembleMember> members) => members.IsDefault ? []
        : members.All(member => member is not null) ? members
        : throw new InvalidSpecException(nameof(ExperimentSpec), ["A member of the ensemble is null; name its model, or remove it."]);

    private ImmutableArray<EnsembleMember> WithTrainings(Func<EnsembleMember, int, TrainingSpec> change) =>
        [.. Ensemble.Select((member, i) => member with { Training = change(member, i) })];

    /// <summary>
    /// The seeds that count, in the parts alone, no measures, nothing that the data decided, and the loss of several labels a song where
    /// none was chosen: it was the usual one before there was a choice. The experiment that a run keeps names its loss.
    /// </summary>
    ExperimentSpec ICanonical<ExperimentSpec>.Canonical =>
        Undecided().Resolve().For(ClassificationTask.MultiLabel) with { Seed = 0, Evaluation = null, Model = Model.Identity };

    /// <summary>Reads an experiment from a file, for instance the <c>experiment.json</c> of a run.</summary>
    /// <param name="path">The file. One that an earlier workbench wrote names its seed in every part: it becomes the experiment's.</param>
    /// <exception cref="InvalidSpecException">Not JSON, an unknown member, a missing one, or a value of the wrong type.</exception>
    /// <exception cref="WorkbenchException">The file cannot be read.</exception>
    public static ExperimentSpec ReadFile(string path)
    {
        var spec = SpecJson.ReadFile<ExperimentSpec>(path);
        return spec.Training.Seed is { } seed && spec.Split.Seed == seed && (spec.Augmentation is null || spec.Augmentation.Seed == seed)
            ? spec.Reseeded(seed)
            : spec;
    }

    /// <summary>
    /// The same experiment with one other model, and, where it hears segments and the present one does not or the other way round, with the
    /// usual features of its kind (log-mel frames for segments, summaries of songs for the rest) and a training that the data decides.
    /// </summary>
    public ExperimentSpec WithModel(ModelSpec model)
    {
        var hearsSegments = model.SegmentFrames is not null;
        return Features.KeepsFrames == hearsSegments ? Undecided() with { Model = model, Ensemble = [] } : this with
        {
            Model = model,
            Ensemble = [],
            Features = hearsSegments ? FeatureSpec.LogMel() : FeatureSpec.Default,
            Training = new() { Seed = Training.Seed, OnEpoch = Training.OnEpoch },
        };
    }

    /// <summary>
    /// The same experiment with other models, of several an ensemble: each brings features and training as <see cref="WithModel"/> does.
    /// </summary>
    /// <param name="models">At least one.</param>
    public ExperimentSpec WithModels(params IReadOnlyList<ModelSpec> models) => WithModel(models[0]) with
    {
        Ensemble = [.. models.Skip(1).Select(model => EnsembleMember.Of(WithModel(model)))],
    };

    /// <summary>The same with everything left to the data that it decided.</summary>
    internal ExperimentSpec Undecided() => this with
    {
        Training = Training.Without(Training.Decided),
        Ensemble = WithTrainings((member, _) => member.Training.Without(member.Training.Decided)),
    };

    /// <summary>The same experiment with one parameter changed.</summary>
    /// <param name="parameter">
    /// A name of <see cref="Parameters"/>, <c>training.optimizer.learningRate</c>; also <c>model</c>, <c>features</c>, <c>split</c>,
    /// <c>genres</c> and <c>augmentation</c> as a whole.
    /// </param>
    /// <param name="value">
    /// A word or a number; <c>null</c>; of what has kinds, the name of one; of a list, its items with commas between; or JSON. A model
    /// brings features and training that suit it.
    /// </param>
    /// <exception cref="WorkbenchException">A file cannot be read.</exception>
    /// <exception cref="InvalidSpecException">
    /// No such parameter, or the value is of the wrong type; whether it is in its range, <see cref="Validate"/> says.
    /// </exception>
    public ExperimentSpec With(string parameter, string value) => SpecParameters.With(this, parameter, value);

    /// <summary>Everything that <see cref="With(string, string)"/> can change, with its value and what it can be.</summary>
    public ImmutableArray<ExperimentParameter> Parameters() => SpecParameters.Describe(this);

    /// <summary>The same experiment with another seed; parts that name one of their own keep it.</summary>
    public ExperimentSpec WithSeed(int seed) => this with { Seed = seed };

    /// <summary>The same experiment with another seed for every part, also for those that named one of their own.</summary>
    internal ExperimentSpec Reseeded(int seed) => this with
    {
        Seed = seed,
        Split = Split with { Seed = null },
        Augmentation = Augmentation is null ? null : Augmentation with { Seed = null },
        Training = Training with { Seed = null },
        Ensemble = WithTrainings((member, _) => member.Training with { Seed = null }),
    };

    /// <summary>What experiments share that repeat each other with other seeds or folds.</summary>
    internal ExperimentSpec Unrepeated()
    {
        var spec = Reseeded(0);
        return spec with { Split = spec.Split with { Fold = 0 } };
    }

    /// <summary>The measures of <see cref="Evaluation"/>.</summary>
    internal ImmutableArray<Measure> OwnMeasures => Evaluation?.Measures ?? [];

    /// <summary>Checks every part of the spec.</summary>
    /// <exception cref="InvalidSpecException">A part is not usable, or two do not go together.</exception>
    public void Validate()
    {
        Genres?.Validate();
        Split.Validate();
        new SpecProblems(nameof(ExperimentSpec))
            .Require(TrainingShare is > 0 and <= 1, $"Training share {TrainingShare} must be above 0 and at most 1; 1 is usual.")
            .Require(Ensemble.Length < EnsembleModel.MostMembers,
                $"An ensemble of {Ensemble.Length + 1} models; there may be {EnsembleModel.MostMembers} at most; two are usual.")
            .ThrowIfAny();
        Augmentation?.Validate();
        Evaluation?.Validate();
        foreach (var member in Members())
        {
            member.Features.Validate();
            member.Model.Validate();
            member.Training.Validate();
            member.Training.RequireFit(member.Model, decidesLater: true);
            new SpecProblems(nameof(ExperimentSpec))
                .Require(member.Features.Table is null || Augmentation is null, "Changed copies need audio, and the features come from the "
                    + $"table {member.Features.Table?.Path}. Leave the augmentation out.")
                .ThrowIfAny();
        }
    }

    /// <summary>Whether the other asks for the same; the members of ensembles are compared one by one.</summary>
    public bool Equals(ExperimentSpec? other) =>
        other is not null && Ensemble.AsSpan().SequenceEqual(other.Ensemble.AsSpan())
        && (Dataset, Labels, Genres, Features, Split) == (other.Dataset, other.Labels, other.Genres, other.Features, other.Split)
        && (TrainingShare, Augmentation, Model, Training) == (other.TrainingShare, other.Augmentation, other.Model, other.Training)
        && (Evaluation, Refit, Seed) == (other.Evaluation, other.Refit, other.Seed);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Dataset, Labels, Genres, Split, Model, Training, Seed, Ensemble.Length);
}
