using System.Text.Json.Serialization;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>Everything that decides a result: repeating an experiment is reading one file.</summary>
public sealed record ExperimentSpec
{
    /// <summary>A known name (<c>demo</c>) or a path.</summary>
    public required string Dataset { get; init; }

    /// <summary>Where the genres of a folder come from.</summary>
    public LabelSource Labels { get; init; } = LabelSource.Auto;

    /// <summary>Which of the genres are learned; null for all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older specs keep their identity
    public LabelSpec? Genres { get; init; }

    /// <summary>What is taken from the audio.</summary>
    public FeatureSpec Features { get; init; } = FeatureSpec.Default;

    /// <summary>Who is learned from, who chosen by, who judged on.</summary>
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

    /// <summary>How it learns.</summary>
    public TrainingSpec Training { get; init; } = TrainingSpec.Default;

    /// <summary>
    /// Whether the model that is kept is trained again, on training and validation part together, once nothing is left to choose: more
    /// to learn from, for twice the time. The validation scores stay those of the model that had not seen these songs.
    /// </summary>
    public bool Refit { get; init; }

    /// <summary>
    /// The same experiment with another model, and, where it hears segments and the present one does not or the other way round, with the
    /// usual features and training of its kind: log-mel frames for segments, summaries of songs for the rest.
    /// </summary>
    public ExperimentSpec WithModel(ModelSpec model) => (Features.KeepsFrames, model.SegmentFrames is not null) switch
    {
        (false, true) =>
            this with { Model = model, Features = FeatureSpec.LogMel(), Training = TrainingSpec.Segments with { Seed = Training.Seed } },
        (true, false) =>
            this with { Model = model, Features = FeatureSpec.Default, Training = TrainingSpec.Default with { Seed = Training.Seed } },
        _ => this with { Model = model },
    };

    /// <summary>The same experiment with another seed for the split, the copies and the training.</summary>
    public ExperimentSpec WithSeed(int seed) => this with
    {
        Split = Split with { Seed = seed },
        Augmentation = Augmentation is null ? null : Augmentation with { Seed = seed },
        Training = Training with { Seed = seed },
    };

    /// <summary>Checks every part of the spec.</summary>
    /// <exception cref="InvalidSpecException">A part is not usable, or two do not go together.</exception>
    public void Validate()
    {
        Genres?.Validate();
        Features.Validate();
        Split.Validate();
        new SpecProblems(nameof(ExperimentSpec))
            .Require(TrainingShare is > 0 and <= 1, $"Training share {TrainingShare} must be above 0 and at most 1; 1 is usual.")
            .ThrowIfAny();
        Augmentation?.Validate();
        Model.Validate();
        Training.Validate();
        new SpecProblems(nameof(ExperimentSpec))
            .Require(Features.Table is null || Augmentation is null,
                $"Changed copies need audio, and the features come from the table {Features.Table?.Path}. Leave the augmentation out.")
            .ThrowIfAny();
    }
}
