using System.Collections.Immutable;
using System.Globalization;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Engines;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Scaling;

namespace Workbench.Inference;

/// <summary>
/// A model with everything that it needs to predict; as a folder it is <c>weights.safetensors</c> (the tensors and the scaler) and
/// <c>model.json</c> (everything else). It is one network, or an ensemble of several <see cref="Members"/>, each in a folder of its own:
/// whoever predicts, recommends or exports need not know which.
/// </summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public class TrainedModel : ICard
{
    /// <summary>
    /// File of the tensors and of the scaler: <c>scaler.mean</c> and <c>scaler.std</c>, <c>scaler.values</c> and <c>scaler.scores</c>, or
    /// <c>scaler.quantiles</c>.
    /// </summary>
    public const string WeightsName = "weights.safetensors";

    /// <summary>File of the specs, the columns, the labels and the learning curve.</summary>
    public const string DescriptionName = "model.json";

    private const int VectorBatch = 256;
    private const int ImageBatch = 16;

    private readonly TrainingResult? trained;
    private readonly ModelPlan? plan;
    private readonly Lazy<ImmutableArray<FeatureExtractor>> extractors;

    /// <summary>Puts a model together from its parts.</summary>
    /// <param name="trained">What a training gave.</param>
    /// <param name="thresholds">From which probability on each label is decided for; null for 0.5.</param>
    /// <param name="task">Whether thresholds decide, or the highest probability alone.</param>
    /// <exception cref="WorkbenchException">The parts do not fit together.</exception>
    public TrainedModel(TrainingResult trained, Thresholds? thresholds = null, ClassificationTask task = ClassificationTask.MultiLabel)
        : this(trained, thresholds, task, null) { }

    // The network is what is known of the user's own, whose code may not be here; null to bind the model.
    private TrainedModel(TrainingResult trained, Thresholds? thresholds, ClassificationTask task, OwnNetworkPlan? network)
        : this(trained.Features, trained.Vocabulary, thresholds, task, new ManagedEngine())
    {
        var columnCount = trained.FeatureColumns.Length;
        if (trained.Scaler.ColumnCount != columnCount)
            throw new WorkbenchException(
                $"The scaler has {trained.Scaler.ColumnCount} columns and the model {columnCount}; they belong to different models.");
        this.trained = trained;
        var input = trained.Spec.InputShape(trained.Features, columnCount);
        plan = network is not null && trained.Spec.Own is { } own
            ? new(input, Vocabulary.Count, own, network)
            : trained.Spec.Bind(input, Vocabulary.Count);
        trained.Weights.RequireFit(plan);
    }

    private protected TrainedModel(
        FeatureSpec features, LabelVocabulary vocabulary, Thresholds? thresholds, ClassificationTask task, IEngine engine)
    {
        (Features, Vocabulary, Thresholds, Task, Engine) =
            (features, vocabulary, thresholds ?? Thresholds.Half(vocabulary.Count), task, engine);
        if (Thresholds.Values.Length != vocabulary.Count)
            throw new WorkbenchException(
                $"The model has {vocabulary.Count} labels and {Thresholds.Values.Length} thresholds; they belong to different models.");
        extractors = new(() => [.. Features.Parts.Select(part => new FeatureExtractor(part))]);
    }

    private TrainedModel(TrainedModel model, IEngine engine)
    {
        (trained, extractors, plan, Task, Thresholds) = (model.trained, model.extractors, model.plan, model.Task, model.Thresholds);
        (Features, Vocabulary, Engine) = (model.Features, model.Vocabulary, engine);
    }

    /// <summary>What predicts: the <see cref="ManagedEngine"/> unless another was asked for.</summary>
    public IEngine Engine { get; }

    /// <summary>The networks whose answers are put together; of one network itself.</summary>
    public virtual ImmutableArray<TrainedModel> Members => [this];

    /// <summary>What its columns are; of an ensemble those of all members, which <c>Workspace.Extract</c> extracts together.</summary>
    public FeatureSpec Features { get; }

    /// <summary>The labels, in the order of the outputs.</summary>
    public LabelVocabulary Vocabulary { get; }

    /// <summary>Trained numbers.</summary>
    public virtual long ParameterCount => Plan.ParameterCount;

    /// <summary>Columns of <see cref="SongOutputs.Embedding"/>.</summary>
    public int EmbeddingSize => EmbeddingBlocks.Sum(block => block.Units);

    /// <summary>Names of its columns, in order.</summary>
    /// <exception cref="WorkbenchException">It is an ensemble, and each of its members has its own; likewise below.</exception>
    public ImmutableArray<string> FeatureColumns => Network.FeatureColumns;

    /// <summary>Applied to features first.</summary>
    public Scaler Scaler => Network.Scaler;

    /// <summary>The layers, without the output layer.</summary>
    public ModelSpec Spec => Network.Spec;

    /// <summary>The layers with the output layer, and all shapes.</summary>
    public ModelPlan Plan => plan ?? throw NoNetwork;

    /// <summary>The tensors of the best epoch.</summary>
    public Weights Weights => Network.Weights;

    /// <summary>How it was trained.</summary>
    public LearningCurve LearningCurve => Network.LearningCurve;

    /// <summary>How its logits become probabilities.</summary>
    public OutputFunction Output => Network.Output;

    /// <summary>Whether <see cref="Thresholds"/> decide, or the highest probability alone.</summary>
    public ClassificationTask Task { get; }

    /// <summary>From which probability on each label is decided for; without use where the highest one decides.</summary>
    public Thresholds Thresholds { get; }

    /// <summary>The same model, which another engine runs: what it predicts differs by no more than rounding.</summary>
    /// <param name="engine">The engine, whichever trained the model.</param>
    public virtual TrainedModel On(IEngine engine) => new(this, engine);

    /// <summary>Which labels are decided for: those from their thresholds on, or the likeliest of each row.</summary>
    /// <param name="probabilities"><c>[rows, labels]</c>.</param>
    public LabelMatrix Decide(ScoreMatrix probabilities) => Task == ClassificationTask.SingleLabel
        ? Decisions.TopOne(probabilities)
        : Decisions.At(probabilities, Thresholds.Values.AsSpan());

    /// <summary>Reads a model that <see cref="Save"/> wrote.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="WorkbenchException">A file is absent, damaged, or the files do not belong together.</exception>
    public static TrainedModel Load(string folder)
    {
        if (FindEnsemble(folder) is not { } ensemble)
            return LoadNetwork(folder);
        var members = ensemble.Members.Select((_, i) => LoadNetwork(EnsembleDescription.FolderOf(folder, i))).ToImmutableArray();
        return Read(folder, DescriptionName, _ => new EnsembleModel(members, new(ensemble.Members), ensemble.Thresholds, ensemble.Task));
    }

    private static TrainedModel LoadNetwork(string folder)
    {
        var description = Describe(folder);
        var tensors = new Weights(Read(folder, WeightsName, Safetensors.Read));
        var scaler = Scaler.From(description.Scaler, tensors);
        var weights = new Weights(tensors.Tensors.ExceptBy(scaler.Tensors.Select(t => t.Name), t => t.Name));
        return new(
            new(description.Features, description.Columns, scaler, description.Model, weights, new(description.Labels),
                description.LearningCurve, description.Output), description.Thresholds, description.Task, description.Network);
    }

    /// <summary>Reads how the members of a model that <see cref="Save"/> wrote were trained, and none of its weights.</summary>
    /// <inheritdoc cref="Load"/>
    internal static ImmutableArray<LearningCurve> LoadCurves(string folder) => FindEnsemble(folder) is { } ensemble
        ? [.. ensemble.Members.Select((_, i) => Describe(EnsembleDescription.FolderOf(folder, i)).LearningCurve)]
        : [Describe(folder).LearningCurve];

    private static EnsembleDescription? FindEnsemble(string folder) =>
        Read(folder, DescriptionName, stream => EnsembleDescription.Find(new StreamReader(stream).ReadToEnd()));

    private static ModelDescription Describe(string folder) =>
        Read(folder, DescriptionName, stream => SpecJson.Read<ModelDescription>(new StreamReader(stream).ReadToEnd()));

    /// <summary>Writes the model: all that it needs to predict.</summary>
    /// <param name="folder">Made if absent; other files in it stay.</param>
    public virtual void Save(string folder)
    {
        SaveWeights(folder);
        var description = new ModelDescription(Features, Spec, Vocabulary.Names, LearningCurve, FeatureColumns, Scaler.Kind,
            Output, Thresholds, Task, Plan.Network);
        AtomicFile.WriteText(Path.Combine(folder, DescriptionName), SpecJson.Write(description) + "\n");
    }

    /// <summary>Writes the tensors and the scaler alone.</summary>
    internal virtual void SaveWeights(string folder)
    {
        Tensor[] tensors = [.. Weights.Tensors, .. Scaler.Tensors];
        AtomicFile.Write(Path.Combine(folder, WeightsName), stream => Safetensors.Write(stream, tensors));
    }

    /// <summary>The features of a clip, as the model takes them.</summary>
    /// <param name="clip">Sound at the model's sample rate.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">The model was trained on a table, or the clip is no sound at its rate.</exception>
    internal SongFeatures Extract(AudioClip clip, Work? work = null)
    {
        RequireSound();
        return Heard(extractor => extractor.Extract(clip, work));
    }

    /// <summary>Hears a sound file of any rate and any number of channels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="UnreadableAudioException">The file cannot be decoded, is too short, or is silent.</exception>
    /// <exception cref="WorkbenchException">The model was trained on a table.</exception>
    public SongOutputs Hear(string path, Work? work = null) => Run(Listen(path, work), work);

    /// <summary>The features of a sound file, as the model takes them.</summary>
    /// <inheritdoc cref="Hear"/>
    internal SongFeatures Listen(string path, Work? work = null)
    {
        work ??= Work.Default;
        RequireSound();
        return Heard(extractor => extractor.ExtractFile(path, work));
    }

    /// <summary>What the model says of a sound file.</summary>
    /// <inheritdoc cref="Hear"/>
    public SongAnswer Predict(string path, Work? work = null)
    {
        work ??= Work.Default;
        return Answer([path], Listen(path, work), work)[0];
    }

    /// <summary>What the model says of songs, with its decisions.</summary>
    /// <param name="names">The files.</param>
    /// <param name="songs">Their features.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    internal virtual ImmutableArray<SongAnswer> Answer(IReadOnlyList<string> names, SongFeatures songs, Work? work = null)
    {
        var probabilities = Predict(songs, work);
        return [.. names.Select((name, row) => Answer(name, probabilities.Row(row)))];
    }


    /// <summary>What the model says of a song in probabilities, with its decisions.</summary>
    /// <param name="song">The file.</param>
    /// <param name="probabilities">One a label, in the order of the model.</param>
    internal SongAnswer Answer(string song, ReadOnlySpan<double> probabilities)
    {
        var row = new ScoreMatrix(1, Vocabulary.Count);
        probabilities.CopyTo(row.Row(0));
        var decisions = Decide(row);
        return new(song, [.. Vocabulary.Names
            .Select((label, i) => new LabelAnswer(label, row[0, i],
                Task == ClassificationTask.SingleLabel ? null : Thresholds.Values[i], decisions[0, i]))
            .OrderByDescending(answer => answer.Probability)]);
    }

    /// <summary>Checks that the model can listen.</summary>
    /// <exception cref="WorkbenchException">It was trained on a table.</exception>
    internal void RequireSound()
    {
        if (Features.Parts.FirstOrDefault(part => part.Table is not null)?.Table is { } table)
            throw new WorkbenchException(
                $"The model learned from the table {table.Path} and cannot listen; train one that extracts its features from sound.");
    }

    /// <summary>
    /// Hears songs once, for embedding and probabilities alike. Of a song that is heard in segments, the mean over as many as it takes to
    /// hear all of it. A song's values do not depend on the songs beside it.
    /// </summary>
    /// <param name="songs">Unscaled features, with the model's columns.</param>
    /// <param name="work">Threads, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">Other columns, or values that are not finite.</exception>
    public SongOutputs Run(SongFeatures songs, Work? work = null)
    {
        var (embedding, probabilities) = Run(songs, work, wantsEmbedding: true, wantsProbabilities: true);
        return new(ToMatrix(embedding!), probabilities!);
    }

    /// <summary>The probability of each label for each song: <c>[songs, labels]</c>, 0 to 1.</summary>
    /// <inheritdoc cref="Run(SongFeatures, Work?)"/>
    public ScoreMatrix Predict(SongFeatures songs, Work? work = null) =>
        Run(songs, work, wantsEmbedding: false, wantsProbabilities: true).Probabilities!;

    /// <summary>The probability of each label for each row.</summary>
    /// <inheritdoc cref="Predict(SongFeatures, Work?)"/>
    public ScoreMatrix Predict(FeatureMatrix songs, Work? work = null) => Predict(new SongSummaries(songs), work);

    /// <summary>What the output layer is given for each song: <see cref="SongOutputs.Embedding"/>.</summary>
    /// <inheritdoc cref="Run(SongFeatures, Work?)"/>
    public FeatureMatrix Embed(SongFeatures songs, Work? work = null) =>
        ToMatrix(Run(songs, work, wantsEmbedding: true, wantsProbabilities: false).Embedding!);

    /// <summary>What the output layer is given for each row.</summary>
    /// <inheritdoc cref="Embed(SongFeatures, Work?)"/>
    public FeatureMatrix Embed(FeatureMatrix songs, Work? work = null) => Embed(new SongSummaries(songs), work);

    /// <summary>Which columns of the embedding belong together, and what they count for.</summary>
    internal virtual ImmutableArray<EmbeddingBlock> EmbeddingBlocks => [new(Plan.EmbeddingSize, 1)];

    /// <summary>What a pass gives of what is wanted of it.</summary>
    internal virtual (ScoreMatrix? Embedding, ScoreMatrix? Probabilities) Run(SongFeatures songs, Work? work,
        bool wantsEmbedding, bool wantsProbabilities)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        FeatureCheck.RequireColumns(songs, FeatureColumns);
        FeatureCheck.RequireFinite(songs, row => $"row {row}");
        var segments = new Segments(songs, Scaler, Spec.SegmentFrames ?? 1);
        var batchSize = Math.Min(Spec.SegmentFrames is null ? VectorBatch : ImageBatch,
            Enumerable.Range(0, songs.SongCount).Sum(segments.Count));
        using var network = OwnNetworkEngine.For(Spec, Engine).StartPrediction(new(Plan, Weights, batchSize, work.Threads));
        var embedding = wantsEmbedding ? new SongMeans(segments, Plan.EmbeddingSize) : null;
        var probabilities = wantsProbabilities ? new SongMeans(segments, Vocabulary.Count) : null;
        foreach (var rows in new SongRunner(network, segments).Run(work.Token))
        {
            if (!FiniteValues.AreAll(network.Logits.Values))
                throw new WorkbenchException(
                    $"Songs {rows[0]} to {rows[^1]} give values that are not finite in {network.FirstNonFinite()}: "
                    + "their features lie too far from those that the model was trained on, or its weights are damaged.");
            for (var row = 0; row < rows.Count; row++)
            {
                if (embedding is not null)
                {
                    for (var i = 0; i < Plan.EmbeddingSize; i++)
                        embedding.Values[i] = network.Embedding.Row(row)[i];
                    embedding.Add(rows[row]);
                }
                if (probabilities is not null)
                {
                    Probabilities.Fill(Output, network.Logits.Row(row), probabilities.Values);
                    probabilities.Add(rows[row]);
                }
            }
        }
        return (embedding?.Means, probabilities?.Means);
    }

    private FeatureMatrix ToMatrix(ScoreMatrix embedding) => SongOutputs.ToMatrix(embedding.ToSingle(), EmbeddingSize);

    private TrainingResult Network => trained ?? throw NoNetwork;

    private WorkbenchException NoNetwork =>
        new($"This model is an ensemble of {Members.Length} networks; ask one of them, for instance model.Members[0].");

    private SongFeatures Heard(Func<FeatureExtractor, FeatureMatrix> extract) => SongFeatures.Together(
        [.. Features.Parts.Zip(extractors.Value, (part, extractor) => SongFeatures.OfClip(part, extract(extractor)))]);

    private static T Read<T>(string folder, string name, Func<Stream, T> read)
    {
        var path = Path.Combine(folder, name);
        try
        {
            using var stream = File.OpenRead(path);
            return read(stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or WorkbenchException)
        {
            throw new WorkbenchException($"The model in {folder} cannot be read: {name}: {error.Message}", error);
        }
    }

    DisplayTable ICard.Card => Card;

    private protected virtual DisplayTable Card => new(["model", Spec.InWords],
    [
        ["genres", string.Join(", ", Vocabulary.Names)],
        ["features", Features.InWords],
        ["parameters", Plan.ParameterCount.ToString("N0", CultureInfo.InvariantCulture)],
        ["training", LearningCurve.ToString()],
        ["thresholds", ThresholdsInWords],
    ]);

    private protected string ThresholdsInWords =>
        string.Join(", ", Thresholds.Values.Select(value => value.ToString("0.00", CultureInfo.InvariantCulture)));
}
