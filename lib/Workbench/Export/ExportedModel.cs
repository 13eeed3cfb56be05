using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Recommendation;
using Workbench.Recommendation.Kept;
using Workbench.Training;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Export;

/// <summary>
/// The <c>model.json</c> of an exported folder: what its graph takes and gives, how the model was made and how good it is, and all that
/// the library needs to run it from <c>weights.safetensors</c> again. <c>classes</c> and <c>schema</c> are named as Essentia's models have
/// them.
/// </summary>
[TypeFormatterSource(typeof(SpecFormatterSource<ExportedModel>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed record ExportedModel
{
    /// <summary>The format that is written and read.</summary>
    public const string CurrentFormat = "workbench-model/1";

    /// <summary>Which format this is.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>The name of the run.</summary>
    public required string Name { get; init; }

    /// <summary>The labels, in the order of the probabilities.</summary>
    public required ImmutableArray<string> Classes { get; init; }

    /// <summary>
    /// How a song is decided: each label from its threshold on, or, of a single label, that of the highest probability alone (the first of
    /// equals).
    /// </summary>
    public ClassificationTask Task { get; init; }

    /// <summary>From which probability on each label is decided for; 0.5 where the highest one decides.</summary>
    public required ImmutableArray<double> Thresholds { get; init; }

    /// <summary>Where the graph begins.</summary>
    public required ExportStart Start { get; init; }

    /// <summary>Why it does not begin at the samples; null if it does, or was asked not to.</summary>
    public string? StartReason { get; init; }

    /// <summary>Sample rate of the audio in Hz.</summary>
    public required int SampleRate { get; init; }

    /// <summary>How long the model hears at a time, in seconds; null for a model of whole songs.</summary>
    public required double? SegmentSeconds { get; init; }

    /// <summary>Inputs and outputs of the graph.</summary>
    public required GraphSchema Schema { get; init; }

    /// <summary>Under which conditions it may be used, as whoever exported it said; null where nothing was said.</summary>
    public required string? Licence { get; init; }

    /// <summary>What it learned from, and how well it answers.</summary>
    public required TrainingData Training { get; init; }

    /// <summary>What the columns are.</summary>
    public required FeatureSpec Features { get; init; }

    /// <summary>Names of the columns, in order.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>How the columns were made comparable.</summary>
    public required ScalerKind Scaler { get; init; }

    /// <summary>The layers, without the output layer.</summary>
    public required ModelSpec Model { get; init; }

    /// <summary>How logits become probabilities.</summary>
    public required OutputFunction Output { get; init; }

    /// <summary>How it was trained.</summary>
    public required LearningCurve LearningCurve { get; init; }

    /// <summary>The members of an ensemble, of which the values above describe the first; empty of one network.</summary>
    [JsonIgnoreEmpty]
    public ImmutableArray<ExportedMember> Ensemble { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The SHA-256 of every other file of the folder, by its path with forward slashes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Sha256 { get; init; }

    /// <summary>Whether a folder holds an exported model.</summary>
    public static bool Is(string folder)
    {
        try
        {
            Read(folder);
            return true;
        }
        catch (WorkbenchException)
        {
            return false;
        }
    }

    /// <summary>Reads the description of an exported folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="WorkbenchException">It holds no exported model, or one of another format.</exception>
    public static ExportedModel Read(string folder)
    {
        ExportedModel model;
        try
        {
            model = SpecJson.ReadFile<ExportedModel>(Path.Combine(folder, TrainedModel.DescriptionName));
        }
        catch (WorkbenchException error)
        {
            throw new WorkbenchException(
                $"{folder}: no exported model ({error.Message}). Export a run into a folder of its own: workbench export RUN --out FOLDER; "
                + "a run itself is named by --run.", error);
        }
        return model.Format == CurrentFormat ? model : throw new WorkbenchException(
            $"{folder}: its format is {model.Format}, and this version reads {CurrentFormat}; export the run again.");
    }

    /// <summary>Reads the model of an exported folder: the same that was exported, to the bit.</summary>
    /// <param name="folder">The folder that this was read from.</param>
    /// <exception cref="WorkbenchException">The weights are absent, damaged, or not those that were exported.</exception>
    public TrainedModel Load(string folder)
    {
        if (Ensemble.IsEmpty)
            return LoadNetwork(folder, TrainedModel.WeightsName);
        ImmutableArray<TrainedModel> members = [.. Ensemble.Select((member, i) => (this with
        {
            Features = member.Features,
            Columns = member.Columns,
            Scaler = member.Scaler,
            Model = member.Model,
            Output = member.Output,
            LearningCurve = member.LearningCurve,
        }).LoadNetwork(folder, Path.Combine(EnsembleDescription.FolderOf("", i), TrainedModel.WeightsName)))];
        return new EnsembleModel(members, new([.. Ensemble.Select(member => member.Vote)]), new Thresholds(Thresholds), Task);
    }

    private TrainedModel LoadNetwork(string folder, string weights)
    {
        var path = Path.Combine(folder, weights);
        try
        {
            using var stream = File.OpenRead(path);
            if (Sha256?.GetValueOrDefault(weights.Replace(Path.DirectorySeparatorChar, '/')) is { } expected
                && Convert.ToHexStringLower(SHA256.HashData(stream)) != expected)
                throw new WorkbenchException("it is not the file that was exported, its SHA-256 differs.");
            stream.Position = 0;
            var tensors = new Weights(Safetensors.Read(stream));
            var scaler = Workbench.Training.Scaling.Scaler.From(Scaler, tensors);
            return new(
                new(Features, Columns, scaler, Model, new(tensors.Tensors.ExceptBy(scaler.Tensors.Select(t => t.Name), t => t.Name)),
                    new(Classes), LearningCurve, Output), new Thresholds(Thresholds), Task);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WorkbenchException)
        {
            throw new WorkbenchException($"{path} cannot be read: {error.Message} Export the run again.", error);
        }
    }

    /// <summary>The songs that were exported with the model, to recommend from.</summary>
    /// <param name="folder">The folder that this was read from.</param>
    /// <param name="similarity">How songs are compared; null for <see cref="SimilaritySpec.EmbeddingAndGenres"/>.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.OnAllProcessors"/>.</param>
    /// <exception cref="WorkbenchException">There are none, or they are damaged.</exception>
    public Recommender OpenCatalogue(string folder, SimilaritySpec? similarity = null, Work? work = null)
    {
        if (!SongCatalogue.Is(folder))
            throw new WorkbenchException($"{folder} holds no songs to recommend from; export the run again with --catalogue.");
        var model = Load(folder);
        try
        {
            return new(model, KeptIndex.Of(folder, model, similarity,
                () => SongCatalogue.Load(folder, model.EmbeddingSize, model.Vocabulary.Count), work), folder);
        }
        catch (WorkbenchException damage)
        {
            throw new WorkbenchException($"{damage.Message} Export the run again.", damage);
        }
    }

    /// <summary>Inputs and outputs of the graph of a model.</summary>
    internal static GraphSchema SchemaOf(TrainedModel model, ExportStart start)
    {
        string labels = $"{model.Vocabulary.Count}", units = $"{model.EmbeddingSize}";
        ImmutableArray<TensorSchema> inputs = start == ExportStart.Audio
            ?
            [
                new(ModelGraph.Audio, "float32", ["samples"], "the samples of one channel, full scale 1"),
                new(ModelGraph.SampleRate, "int64", [], $"their sample rate in Hz, which must be {model.Features.SampleRate}"),
            ]
            :
            [
                new(ModelGraph.Frames, "float32", model.Spec.SegmentFrames is null
                    ? [$"{model.FeatureColumns.Length}"] : ["frames", $"{model.FeatureColumns.Length}"],
                    "the features as the library extracts them, not scaled; their columns are named in columns"),
            ];
        return new(inputs,
        [
            new(ModelGraph.Probabilities, "float32", [labels], model.Task == ClassificationTask.SingleLabel
                ? "the probability of each class, 0 to 1: the class of the highest one is decided for"
                : "the probability of each class, 0 to 1"),
            new(ModelGraph.Embedding, "float32", [units], "what the last layer is given: songs that sound alike have similar ones"),
            new(ModelGraph.Labels, "string", [labels], "the classes"),
            new(ModelGraph.Thresholds, "float32", [labels], model.Task == ClassificationTask.SingleLabel
                ? "0.5 for each class, and of no use: the class of the highest probability is decided for"
                : "the probability from which on each class is decided for"),
        ]);
    }
}
