using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>A run in a list of runs: what is said of it, and what it found, in few words.</summary>
public sealed record RunEntry
{
    /// <summary>The run's id: its folder in the run store.</summary>
    [JsonPropertyName("run")]
    public required string Id { get; init; }

    /// <summary>What people call it; null where they gave no name.</summary>
    public required string? Name { get; init; }

    /// <summary>What people noted; empty for nothing.</summary>
    public required string Note { get; init; }

    /// <summary>What people tagged it with.</summary>
    public required ImmutableArray<string> Tags { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The dataset as the experiment names it: a known name or a path.</summary>
    public required string DatasetPath { get; init; }

    /// <summary>Its model: a preset's name, or how many layers it has.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// The parameters in which the experiment differs from the usual one of its model, as its JSON names them; dataset, model, seeds and
    /// fold stand elsewhere.
    /// </summary>
    public required ImmutableArray<RunParameter> Changed { get; init; }

    /// <summary>Seed of the experiment.</summary>
    public required int Seed { get; init; }

    /// <summary>The fold that it is evaluated by, from 0; null where its split is none of cross-validation.</summary>
    public required int? Fold { get; init; }

    /// <summary>What runs share that differ in seeds and fold alone: SHA-256 of the experiment without them.</summary>
    public required string Experiment { get; init; }

    /// <summary>Which songs are in which part; see <see cref="Datasets.Split.Hash"/>.</summary>
    public required string SplitHash { get; init; }

    /// <summary>What was asked of the model.</summary>
    public ClassificationTask Task { get; init; }

    /// <summary>
    /// The first of <see cref="Measures.HeadlinesOf"/> on the validation part, by which runs are ranked; null where it is undefined.
    /// </summary>
    public required double? Validation { get; init; }

    /// <summary>Where it would fall with other artists; null where that is unknown.</summary>
    public required Interval? ValidationInterval { get; init; }

    /// <summary>The same on the test part; null while that is sealed, or where it is undefined.</summary>
    public required double? Test { get; init; }

    /// <summary>Where it would fall with other artists.</summary>
    public required Interval? TestInterval { get; init; }

    /// <summary>Whether the training was stopped by hand.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Seconds from the first song to the last score.</summary>
    public required double Seconds { get; init; }

    /// <summary>Bytes of its files.</summary>
    public required long Bytes { get; init; }

    /// <summary>What to call the run: its name, or its id where it has none.</summary>
    [JsonIgnore]
    public string Title => Name ?? Id;

    /// <summary>The changed parameters in one line: <c>learningRate=0.01 batchSize=8</c>; long values are cut.</summary>
    [JsonIgnore]
    public string ChangedText => RunParameter.Line(Changed);

    /// <summary>Whether a run is of the same collection: of one path, or with the same songs in the same parts.</summary>
    public bool IsOfDatasetOf(RunEntry other) => DatasetPath == other.DatasetPath || SplitHash == other.SplitHash;

    /// <summary>What a list says of a run.</summary>
    /// <exception cref="WorkbenchException">What people said of it cannot be read.</exception>
    public static RunEntry Of(Run run)
    {
        var (spec, summary, about) = (run.Spec, run.Summary, run.About);
        var measure = Measures.HeadlinesOf(summary.Task)[0];
        return new()
        {
            Id = run.Id,
            Name = about.Name,
            Note = about.Note,
            Tags = about.Tags,
            StartedUtc = run.StartedUtc,
            Dataset = summary.Dataset,
            DatasetPath = spec.Dataset,
            Model = SpecParameters.ModelOf(spec),
            Changed = SpecParameters.Changed(spec, summary.Task),
            Seed = summary.Seed,
            Fold = FoldOf(spec),
            Experiment = SpecJson.Hash(spec.Unrepeated()),
            SplitHash = summary.SplitHash,
            Task = summary.Task,
            Validation = summary.Validation[measure],
            ValidationInterval = summary.ValidationIntervals?[measure],
            Test = summary.Test?[measure],
            TestInterval = summary.TestIntervals?[measure],
            Stopped = summary.Stopped,
            Seconds = summary.Seconds,
            Bytes = run.Bytes,
        };
    }

    /// <summary>The fold of an experiment, from 0; null where its split is none of cross-validation.</summary>
    internal static int? FoldOf(ExperimentSpec spec) =>
        spec.Split is { Method: Datasets.SplitMethod.Folds } or { Column: not null } ? spec.Split.Fold : null;
}
