using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>
/// What a run found, as <c>scores.json</c> holds it and <c>workbench train --json</c> prints it.
/// </summary>
[TypeFormatterSource(typeof(SpecFormatterSource<RunSummary>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record RunSummary
{
    /// <summary>The run's id: its folder in the run store.</summary>
    [JsonPropertyName("run")]
    public required string Id { get; init; }

    /// <summary>Seed of the experiment; where its parts name seeds of their own, that of the training.</summary>
    public required int Seed { get; init; }

    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>Songs used, all parts together.</summary>
    public required int Tracks { get; init; }

    /// <summary>Songs left out because they could not be read or have no label.</summary>
    public required int Skipped { get; init; }

    /// <summary>What was asked of the model: any number of labels a song, or one of them, as its songs have.</summary>
    public ClassificationTask Task { get; init; }

    /// <summary>
    /// The genres of the whole dataset, the most frequent first, in whose order figures colour them; empty in runs of older versions.
    /// </summary>
    public ImmutableArray<string> DatasetGenres { get; init; } = [];

    /// <summary>Number of labels that the model knows.</summary>
    public required int Labels { get; init; }

    /// <summary>Trained numbers in the model.</summary>
    public required long Parameters { get; init; }

    /// <summary>Songs learned from.</summary>
    public required int TrainTracks { get; init; }

    /// <summary>Changed copies of those songs, learned from as well.</summary>
    public int TrainCopies { get; init; }

    /// <summary>Songs of the validation part.</summary>
    public required int ValidationTracks { get; init; }

    /// <summary>Artists of the validation part, songs of unknown ones counted as such; null in runs of older versions.</summary>
    public int? ValidationArtists { get; init; }

    /// <summary>The same of the test part; null while it is sealed.</summary>
    public int? TestArtists { get; init; }

    /// <summary>Songs of the test part.</summary>
    public required int TestTracks { get; init; }

    /// <summary>SHA-256 of which songs are in which part; see <see cref="Datasets.Split.Hash"/>.</summary>
    public required string SplitHash { get; init; }

    /// <summary>
    /// How the songs that were learned from were answered by the model that the validation part chose:
    /// its macro ROC-AUC, with its interval. What it has over the validation part was learned by heart.
    /// Null where it is undefined, or without <see cref="EnoughArtists"/>.
    /// </summary>
    public required Interval? TrainingRocAuc { get; init; }

    /// <summary>The same score, which needs no artists; null where it is undefined, and in runs of older versions.</summary>
    public double? TrainingRocAucMacro { get; init; }

    /// <summary>How the validation part was answered, by which the best epoch was chosen and models are compared.</summary>
    public required Scores Validation { get; init; }

    /// <summary>95 % intervals of its scores over other artists; null without <see cref="EnoughArtists"/>.</summary>
    public required ScoreIntervals? ValidationIntervals { get; init; }

    /// <summary>What guessing gets there: <see cref="Scores.OfGuessing(Predictions, ClassificationTask)"/>.</summary>
    public required Scores ValidationGuessing { get; init; }

    /// <summary>Whether the test part is still sealed for this run: nobody knows yet how it answers it.</summary>
    [JsonPropertyName("sealed")]
    public bool IsSealed => Test is null;

    /// <summary>The part that its scores are told of: the test part, or the validation part while that is sealed.</summary>
    [JsonIgnore]
    public EvaluatedPart Evaluated => Test is null ? OnValidation : new("test", Test, TestIntervals, TestGuessing!, TestArtists);

    /// <summary>The validation part, by which runs are compared.</summary>
    internal EvaluatedPart OnValidation => new("validation", Validation, ValidationIntervals, ValidationGuessing, ValidationArtists);

    /// <summary>
    /// How often the test part of this split has been opened, this run included; above 1 it is less of a test. 0 while it is sealed.
    /// </summary>
    public int TestOpenings { get; init; }

    /// <summary>The same in words: <c>once</c>, <c>3 times</c>.</summary>
    [JsonIgnore]
    public string TestOpeningsInWords => TestOpenings == 1 ? "once" : FormattableString.Invariant($"{TestOpenings} times");

    /// <summary>
    /// How the test part was answered: at the threshold 0.5, or by the highest probability where songs have one label. Null while it is
    /// sealed.
    /// </summary>
    public Scores? Test { get; init; }

    /// <summary>95 % intervals of its scores over other artists; null while sealed, or without <see cref="EnoughArtists"/>.</summary>
    public ScoreIntervals? TestIntervals { get; init; }

    /// <summary>What guessing gets there; null while sealed.</summary>
    public Scores? TestGuessing { get; init; }

    /// <summary>
    /// F1 on the test part with the model's own thresholds, which the validation part chose; mean over labels, with its interval. Null
    /// while sealed, or without <see cref="EnoughArtists"/>.
    /// </summary>
    public Interval? TunedF1Macro { get; init; }

    /// <summary>The same score, which needs no artists; null while sealed, where songs have one label, and in older runs.</summary>
    public double? TunedF1 { get; init; }

    /// <summary>Epochs trained; of an ensemble by all members together.</summary>
    public required int Epochs { get; init; }

    /// <summary>The epoch whose weights were kept, from 1; of an ensemble that of its first member.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>The same in words: <c>best epoch 3 of 5</c>; of an ensemble one a member.</summary>
    [JsonIgnore]
    public string EpochsInWords => Members.IsEmpty ? FormattableString.Invariant($"best epoch {BestEpoch} of {Epochs}")
        : string.Join(", ", Members.Select(member =>
            FormattableString.Invariant($"best epoch {member.BestEpoch} of {member.Epochs} of {member.Model}")));

    /// <summary>The members of an ensemble, each alone, to see what it was worth; empty of one model.</summary>
    [JsonIgnoreEmpty]
    public ImmutableArray<MemberSummary> Members { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether the model that was kept learned from the validation part too: asked to, or as songs were few.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Refit { get; init; }

    /// <summary>Whether the training was stopped by hand, and the best epoch so far kept.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Seconds from the first song to the last score.</summary>
    public required double Seconds { get; init; }

    /// <summary>What the reader of the scores should know, for instance labels absent from a part.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}
