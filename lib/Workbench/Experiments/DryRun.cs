using System.Collections.Immutable;
using Workbench.Augmentation;
using Workbench.Datasets;
using Workbench.Demo;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Training.Engines;
using Workbench.Training.Optimizers;

namespace Workbench.Experiments;

/// <summary>What an experiment would do, found out without keeping anything.</summary>
public sealed record DryRun
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>Songs to learn from, without copies.</summary>
    public required int TrainTracks { get; init; }

    /// <summary>Songs to choose by.</summary>
    public required int ValidationTracks { get; init; }

    /// <summary>Songs of the test part.</summary>
    public required int TestTracks { get; init; }

    /// <summary>Files that are left out, as far as is known before they are read.</summary>
    public required int Skipped { get; init; }

    /// <summary>
    /// Whether the parts are those of the run. Songs that sound the same are found by their features; before these are there, the parts
    /// are drawn as if there were none.
    /// </summary>
    public required bool ArePartsFinal { get; init; }

    /// <summary>The genres that are learned, with their songs of the training part, the most frequent first.</summary>
    public required IReadOnlyDictionary<string, int> Genres { get; init; }

    /// <summary>What is to be extracted; null where a table has it all.</summary>
    public required ExtractionPreview? Features { get; init; }

    /// <summary>The same of the changed copies that would be learned from too; null without augmentation.</summary>
    public required ExtractionPreview? Copies { get; init; }

    /// <summary>Trained numbers of the model; of an ensemble this and the next two of all members together.</summary>
    public required long Parameters { get; init; }

    /// <summary>Songs, copies or segments that an epoch takes.</summary>
    public required long SamplesPerEpoch { get; init; }

    /// <summary>Steps of an epoch.</summary>
    public required long Batches { get; init; }

    /// <summary>Epochs at most, of the member that has most.</summary>
    public required int Epochs { get; init; }

    /// <summary>How fast the model was trained before; null where it was not.</summary>
    public required TrainingPace? Pace { get; init; }

    /// <summary>Whether the model that is kept is trained again, on training and validation part.</summary>
    public required bool Refits { get; init; }

    /// <summary>What the data decided of how it is trained, and why.</summary>
    public required ImmutableArray<RecipeDecision> Decisions { get; init; }

    /// <summary>Seconds of training, training again included, should all epochs be needed; null where nothing is known of it.</summary>
    public double? TrainingSeconds => Pace is { } pace
        ? SamplesPerEpoch / pace.SamplesPerSecond * Epochs * (Refits ? 2 + (double)ValidationTracks / TrainTracks : 1) : null;

    /// <summary>Seconds of training, should it end after as many epochs as the earlier run; null where nothing is known of it.</summary>
    public double? LikelyTrainingSeconds =>
        Pace is { } pace ? SamplesPerEpoch / pace.SamplesPerSecond * Math.Min(Epochs, pace.Epochs) : null;

    /// <summary>Bytes that the run would take: as many as the earlier one, or at least those of the weights.</summary>
    public long RunBytes => Pace?.Bytes ?? Parameters * sizeof(float);

    /// <summary>Finds out what an experiment would do.</summary>
    /// <param name="workspace">Where its features and runs are kept; nothing is written there.</param>
    /// <param name="spec">The experiment.</param>
    /// <param name="engine">What would run the network.</param>
    /// <param name="work">Threads of the run, progress, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="WorkbenchException">The experiment or its dataset is not usable, or the demo corpus is not made yet.</exception>
    public static DryRun Of(Workspace workspace, ExperimentSpec spec, IEngine engine, Work? work = null)
    {
        work ??= Work.Default;
        spec.Validate();
        return Of(workspace, Open(workspace, spec.Dataset, spec.Labels, work), spec, engine, work);
    }

    /// <summary>The same for songs that are open already.</summary>
    internal static DryRun Of(Workspace workspace, Dataset dataset, ExperimentSpec spec, IEngine engine, Work work)
    {
        spec.Validate();
        OwnParts.Require(spec);
        spec = spec.Resolve();
        var heard = spec.Heard;
        var features = heard.Parts.Any(part => part.Table is null) ? workspace.Preview(dataset, heard, work) : null;
        var isKnown = features is null or { Missing: 0 };
        var extracted = isKnown ? workspace.Extract(dataset, heard, work) : Unheard(dataset, heard);
        var split = Splitter.Draw(extracted, spec.Split, spec.Genres, work);
        var learned = split.Train.Take(spec.TrainingShare, spec.Split);
        var plan = spec.Augmentation is null ? null : AugmentationPlan.Of(learned, spec.Augmentation);
        var recipe = Recipe.Of(spec, TrainingFacts.Of(learned, plan?.Copies.Length ?? 0, split.Validation) with { Task = split.Task });
        spec = recipe.Experiment;
        var genres = learned.Tracks.SelectMany(track => track.Labels).CountBy(label => label)
            .OrderByDescending(count => count.Value)
            .ThenBy(count => count.Key, StringComparer.Ordinal);
        int Columns(FeatureSpec features) => features.Table is null ? features.ColumnNames.Length
            : isKnown ? extracted.Songs.Parts[heard.Parts.IndexOf(features)].ColumnCount
            : workspace.Extract(dataset, features, work).Songs.ColumnCount;
        var members = spec.Members();
        long Samples(ExperimentSpec member) =>
            (long)(learned.Tracks.Length + (plan?.Copies.Length ?? 0)) * member.Training.SegmentsPerSong;
        return new()
        {
            Dataset = dataset.Name,
            TrainTracks = learned.Tracks.Length,
            ValidationTracks = split.Validation.Tracks.Length,
            TestTracks = split.Test.Count,
            Skipped = extracted.Dataset.Skipped.Length,
            ArePartsFinal = isKnown,
            Genres = new OrderedDictionary<string, int>(genres),
            Features = features,
            Copies = plan is null ? null : workspace.Preview(plan, heard, work),
            Parameters = members.Sum(member =>
                member.Model.Bind(member.Model.InputShape(member.Features, Columns(member.Features)), genres.Count()).ParameterCount),
            SamplesPerEpoch = members.Sum(Samples),
            Batches = members.Sum(member => member.Training.Optimizer is Lbfgs ? 1
                : (Samples(member) + member.Training.BatchSize - 1) / member.Training.BatchSize),
            Epochs = members.Max(member => member.Training.Epochs),
            Refits = recipe.Refits,
            Decisions = recipe.Decisions,
            Pace = TrainingPace.Find(spec, workspace.Runs, OwnNetworkEngine.For(spec.Model, engine)),
        };
    }

    /// <summary>Opens a dataset, unless it would have to be made.</summary>
    /// <param name="workspace">Where made ones are kept.</param>
    /// <param name="nameOrPath">A known name or a path.</param>
    /// <param name="labels">Where the labels of a folder come from.</param>
    /// <param name="work">What stops it.</param>
    /// <exception cref="WorkbenchException">No such dataset, nothing usable in it, or it is not made yet.</exception>
    public static Dataset Open(Workspace workspace, string nameOrPath, LabelSource labels, Work work) =>
        nameOrPath == DatasetReader.DemoName && !DemoCorpus.IsMade(workspace.Data.DemoPath)
            ? throw new WorkbenchException(
                "The demo corpus is not made yet, and a dry run makes nothing. Make it: workbench data make demo")
            : workspace.Open(nameOrPath, labels, work);

    /// <summary>A duration for people, as exact as a guess can be.</summary>
    /// <param name="seconds">At least 0.</param>
    public static string Duration(double seconds) => seconds switch
    {
        < 1 => "less than a second",
        < 90 => FormattableString.Invariant($"about {seconds:0} s"),
        < 5400 => FormattableString.Invariant($"about {seconds / 60:0} min"),
        < 172_800 => FormattableString.Invariant($"about {seconds / 3600:0.0} h"),
        _ => FormattableString.Invariant($"about {seconds / 86_400:0.0} days"),
    };

    /// <summary>What would happen, line by line.</summary>
    public override string ToString() => string.Join('\n',
    [
        .. LinesOfSongs,
        $"Features: {(Features is null ? "from a table" : Features)}",
        .. Copies is null ? [] : (string[])[$"Changed copies: {(Copies is { Cached: 0, Missing: 0 } ? "none is needed" : Copies)}"],
        FormattableString.Invariant($"Model: {Parameters:N0} parameters; {Batches:N0} batches an epoch, {Epochs} epochs at most")
            + (Refits ? ", then again on training and validation part" : ""),
        .. Decisions.Select(decision => $"  {decision}"),
        TrainingSeconds is { } seconds
            ? FormattableString.Invariant($"Training: {Duration(seconds)} for all epochs, by run {Pace!.Run}: ")
                + FormattableString.Invariant($"{Pace.SamplesPerSecond:N0} samples/s on {Pace.Threads} thread(s), ")
                + FormattableString.Invariant($"ended after {Pace.Epochs} epochs")
            : "Training: how long is unknown, as no run here has trained this model on these features",
        $"Disk: {(Pace is null ? "at least " : "about ")}{TransferProgress.InWords(RunBytes)} for the run"
            + (Features?.Bytes + (Copies?.Bytes ?? 0) is > 0 and var cache ? $", {TransferProgress.InWords(cache)} of cache" : ""),
    ]);

    /// <summary>What would happen to the songs, line by line.</summary>
    internal IEnumerable<string> LinesOfSongs =>
    [
        FormattableString.Invariant($"{Dataset}: {TrainTracks} songs to learn from, {ValidationTracks} to choose by, {TestTracks} sealed ")
            + FormattableString.Invariant($"for the test, {Skipped} files left out"),
        .. ArePartsFinal ? [] : (string[])["  The parts may change a little once all features are there: "
            + "songs that sound the same stay on one side."],
        $"{Genres.Count} genres: {string.Join(", ", Genres.Select(genre => FormattableString.Invariant($"{genre.Key} {genre.Value}")))}",
    ];

    /// <summary>The songs as if all sounded different.</summary>
    private static ExtractedDataset Unheard(Dataset dataset, FeatureSpec spec) =>
        new(dataset, spec, new FeatureMatrix(["unknown"], new float[dataset.Tracks.Length]));
}
