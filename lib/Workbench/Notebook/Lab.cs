using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Workbench.Audio;
using Workbench.Augmentation;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Experiments.Sql;
using Workbench.Features;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Reports;
using Workbench.Training;
using Workbench.Training.Engines;

namespace Workbench.Notebook;

/// <summary>
/// The short road for notebooks: an experiment that is varied with <c>With...</c>, looked at from every side, and trained.
/// Every call returns something that a notebook shows; only trainings change anything on disk but caches.
/// <code>
/// var lab = Lab.On("demo").WithSeed(3);
/// var run = lab.Train();
/// run.RocCurves()
/// </code>
/// </summary>
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class Lab : ICard
{
    private readonly Workspace workspace;
    private readonly IEngine engine;
    private readonly Lazy<ExtractedDataset> extracted;
    private readonly Lazy<Split> split;
    private readonly Lazy<SongFacts> facts;

    private Lab(Workspace workspace, IEngine engine, ExperimentSpec spec, Dataset songs, Lazy<ExtractedDataset>? alreadyExtracted = null)
    {
        (this.workspace, this.engine) = (workspace, engine);
        Spec = spec;
        Songs = songs;
        // An interrupted extraction is tried again, from where it was.
        extracted = alreadyExtracted
            ?? new(() => WorkBar.During(work => workspace.Extract(songs, spec.Heard, work)),
                LazyThreadSafetyMode.PublicationOnly);
        facts = new(() => new(workspace, songs, spec.Features), LazyThreadSafetyMode.PublicationOnly);
        split = new(
            () => WorkBar.During(work => Splitter.Draw(extracted.Value, spec.Resolve().Split, spec.Genres, work)),
            LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>Everything that decides the result.</summary>
    public ExperimentSpec Spec { get; }

    /// <summary>The collection.</summary>
    public Dataset Songs { get; }

    /// <summary>The features as a table, a row a song of <see cref="Extracted"/>: from the cache, or extracted now.</summary>
    /// <exception cref="WorkbenchException">The experiment's features keep every frame, or no song can be used.</exception>
    public FeatureMatrix Features => extracted.Value.Features;

    /// <summary>The songs that can be read, with their features: summaries or frames.</summary>
    /// <exception cref="WorkbenchException">No song can be used.</exception>
    public ExtractedDataset Extracted => extracted.Value;

    /// <summary>Who is learned from, chosen by, evaluated on.</summary>
    public Split Split => split.Value;

    /// <summary>Opens a collection.</summary>
    /// <param name="dataset">A dataset's name (<c>demo</c>) or path, of any form of <see cref="DatasetReader.FormsInWords"/>.</param>
    /// <param name="data">
    /// Folder of caches and runs; null for the usual one: <c>WORKBENCH_DATA</c>, or <c>data</c> of the repository.
    /// </param>
    /// <exception cref="WorkbenchException">No such dataset, nothing usable in it, or one genre alone, which is no question.</exception>
    public static Lab On(string dataset, string? data = null)
    {
        var workspace = WorkspaceOf(data);
        var spec = new ExperimentSpec { Dataset = DatasetReader.FullName(dataset) };
        return new(workspace, new ManagedEngine(), spec, WorkBar.During(work => workspace.Open(spec.Dataset, work: work)));
    }

    /// <summary>Opens an exported model, to ask it.</summary>
    /// <param name="folder">A folder that <c>workbench export</c> or <see cref="LabRun.Export"/> wrote.</param>
    /// <param name="data">Folder where what is heard is kept; null for the usual one.</param>
    /// <exception cref="WorkbenchException">It holds no exported model.</exception>
    public static LabModel Open(string folder, string? data = null) => new(folder, WorkspaceOf(data));

    /// <summary>
    /// The same with another seed for split, copies and training, before or after they are chosen; what names a seed of its own keeps it.
    /// </summary>
    public Lab WithSeed(int seed) => With(Spec.WithSeed(seed));

    /// <summary>The same with other features.</summary>
    public Lab With(FeatureSpec features) => With(Spec with { Features = features });

    /// <summary>The same with another split.</summary>
    public Lab With(SplitSpec split) => With(Spec with { Split = split });

    /// <summary>The same with another network, and with features and training that suit it where the present ones do not.</summary>
    /// <param name="model">The network.</param>
    /// <param name="others">
    /// Networks that are heard together with it, each with features and training that suit it:
    /// <c>lab.With(ModelSpec.Mlp, ModelSpec.Cnn)</c> makes an ensemble.
    /// Features and training that are named afterwards are those of the first.
    /// </param>
    public Lab With(ModelSpec model, params IReadOnlyList<ModelSpec> others) => With(Spec.WithModels([model, .. others]));

    /// <summary>The same, trained otherwise.</summary>
    public Lab With(TrainingSpec training) => With(Spec with { Training = training });

    /// <summary>The same with changed copies of songs to learn from; null for none.</summary>
    public Lab With(AugmentationSpec? augmentation) => With(Spec with { Augmentation = augmentation });

    /// <summary>The same, evaluated by a measure of one's own as well; of one key the latest counts.</summary>
    /// <param name="measure">What <c>Measure.Of</c> made.</param>
    public Lab With(Measure measure) => With(Spec with { Evaluation = (Spec.Evaluation ?? new()).With(measure) });

    /// <summary>
    /// The same, run by another engine; the experiment stays the same one, and rounding is all that tells its runs apart.
    /// </summary>
    public Lab With(IEngine engine) => new(workspace, engine, Spec, Songs, extracted);

    /// <summary>
    /// The same with code of one's own that hears how every epoch went, may show it, and may end the training, here for want of gain:
    /// <code>lab.OnEpoch("no gain", (epoch, best) => epoch.Epoch - best.Epoch &lt; 3)</code>
    /// A run keeps its name and text, and counts as finished where it ended the training.
    /// </summary>
    /// <inheritdoc cref="EpochCallback.Of"/>
    public Lab OnEpoch(string name, Func<EpochResult, EpochResult, bool> goesOn,
        [CallerArgumentExpression(nameof(goesOn))] string text = "") =>
        With(Spec.Training with { OnEpoch = EpochCallback.Of(name, goesOn, text) });

    /// <summary>
    /// The same with one parameter changed, as <c>lab.With("training.epochs", 5)</c>; <see cref="Parameters"/> lists them.
    /// </summary>
    /// <param name="parameter">As <see cref="ExperimentSpec.With(string, string)"/> names it.</param>
    /// <param name="value">A number, a word, null, or a list of these.</param>
    /// <exception cref="WorkbenchException">No such parameter, or the value does not fit.</exception>
    public Lab With(string parameter, object? value)
    {
        var spec = Spec.With(parameter, Words(value));
        return spec.Dataset == Spec.Dataset && spec.Labels == Spec.Labels
            ? With(spec)
            : new(workspace, engine, spec, WorkBar.During(work => workspace.Open(spec.Dataset, spec.Labels, work)));

        static string Words(object? value) => value switch
        {
            null => "null",
            string text => text,
            IEnumerable items => string.Join(',', items.Cast<object?>().Select(Words)),
            _ => FormattableString.Invariant($"{value}"),
        };
    }

    /// <summary>Everything that <see cref="With(string, object)"/> can change, with its value and what it can be.</summary>
    public Table Parameters() => ParameterTable.Of(Spec);

    /// <summary>The collection in one line: songs, artists, genres, and files that could not be used.</summary>
    public string Summary() => string.Create(CultureInfo.InvariantCulture,
        $"{Songs.Tracks.Length} songs by {Songs.Tracks.Select(t => t.Group).Distinct().Count()} artists, "
        + $"{Songs.LabelCounts.Length} genres{(Songs.Task == ClassificationTask.SingleLabel ? ", one a song," : "")} "
        + $"from {Songs.LabelOrigin}, {Songs.Skipped.Length} files left out");

    /// <summary>How many songs each genre has.</summary>
    public Figure ClassBalance() => Chart.ClassBalance(Songs);

    /// <summary>Which genres go together.</summary>
    public Figure CoOccurrence() => Chart.CoOccurrence(Songs);

    /// <summary>How long the songs are.</summary>
    public Figure Durations() => Chart.Histogram("How long the songs are", "Duration (s)", Facts.Durations);

    /// <summary>
    /// How loud the songs are: the root mean square of all samples in decibels below full scale, not what ears make of it.
    /// </summary>
    public Figure Loudness() => Chart.Histogram("How loud the songs are", "Root mean square (dB of full scale)", Facts.Loudness);

    /// <summary>How fast the songs of the training part are, and those of each genre: the median over a song of its tempo.</summary>
    public Figure Tempo()
    {
        var training = new SongFacts(workspace, Songs with { Tracks = Split.Train.Tracks }, Spec.Features);
        // Tempi are five or more apart.
        return Chart.Histogram($"How fast {training.Tracks.Length} training songs are", "Tempo (beats a minute)", training.Tempi,
            [.. training.Tracks.Select(t => t.Labels)], binCount: 12, Colors);
    }

    /// <summary>Which columns tell genres apart, in the training part.</summary>
    public LabRanking RankFeatures() => new(WorkBar.During(work => FeatureRanking.Of(Split.Train, Spec.Features, work)), Colors);

    /// <summary>The songs of the training part by two columns of their features.</summary>
    /// <param name="x">The column across, for instance <c>mfcc_mean_01</c>.</param>
    /// <param name="y">The column up.</param>
    /// <param name="genres">The genres to colour; none takes the most frequent ones.</param>
    /// <exception cref="WorkbenchException">No such column, or no such genre.</exception>
    public Figure Scatter(string x, string y, params string[] genres) => new SongMap(Split.Train, Colors).ByColumns(x, y, genres);

    /// <summary>The songs of the training part where their features differ most: their first two principal components.</summary>
    /// <param name="genres">The genres to colour; none takes the most frequent ones.</param>
    /// <exception cref="WorkbenchException">No such genre.</exception>
    public Figure Map(params string[] genres) => new SongMap(Split.Train, Colors).ByComponents(genres);

    /// <summary>A song by its id, or by its number in the collection.</summary>
    /// <param name="idOrNumber">A <see cref="Track.Id"/>, or 0 to the number of songs - 1.</param>
    /// <exception cref="WorkbenchException">No such song.</exception>
    public Track Song(string idOrNumber)
    {
        if (Songs.Tracks.FirstOrDefault(t => t.Id == idOrNumber) is { } track)
            return track;
        return int.TryParse(idOrNumber, out var number) && number >= 0 && number < Songs.Tracks.Length ? Songs.Tracks[number]
            : throw new WorkbenchException($"{idOrNumber}: no such song in {Songs.Name}; "
                + (NearestName.Of(idOrNumber, Songs.Tracks.Select(t => t.Id)) is { } near
                    ? $"did you mean {near}?"
                    : $"ids look like {Songs.Tracks[0].Id}, numbers go from 0 to {Songs.Tracks.Length - 1}."));
    }

    /// <summary>A song to listen to: some seconds from its middle.</summary>
    /// <param name="song">Its id or number.</param>
    public AudioPlayer Play(string song) => WorkBar.During(work => Excerpt.Of(Song(song), work.Token));

    /// <summary>What a song looks like: mel bands over time.</summary>
    /// <param name="song">Its id or number.</param>
    public Figure Spectrogram(string song)
    {
        var track = Song(song);
        var clip = WorkBar.During(work => AudioFile.ReadMono(track.AudioPath, Spec.Features.SampleRate, work.Token));
        return LabSong.MelSpectrogram(clip, Spec.Features, track.DisplayName);
    }

    /// <summary>A song up close.</summary>
    /// <param name="song">Its id or number.</param>
    public LabSong Inspect(string song) => new(Song(song), Spec.Features);

    /// <summary>How the songs and genres are divided; the test part shows its size alone.</summary>
    public Table Parts() => new(Split.ToTable());

    /// <summary>Which songs of the training part get changed copies before it is learned from.</summary>
    /// <exception cref="WorkbenchException">None shall.</exception>
    public LabPlan PlanCopies() => new(AugmentationPlan.Of(Split.Train, Spec.Resolve().Augmentation
        ?? throw new WorkbenchException(
            "This experiment makes no copies; ask for them first, for instance lab.With(AugmentationSpec.Balanced).")), Colors);

    /// <summary>The network, of an ensemble its first, layer by layer: shape, parameters, how far it sees, multiply-adds.</summary>
    public Table Network()
    {
        var table = Spec.Model.Bind(
            Spec.Model.InputShape(Spec.Features,
                Spec.Features.Table is null ? Spec.Features.ColumnNames.Length : Extracted.Songs.ColumnCount),
            Songs.LabelCounts.Length).ToTable();
        return new(table.Columns, table.Rows);
    }

    /// <summary>
    /// Trains and keeps a run, and evaluates it on the validation part; the test part stays sealed until <see cref="LabRun.Judge"/>.
    /// </summary>
    /// <param name="live">Where to watch it; null for a line that says how far it is.</param>
    /// <param name="name">What to call it there.</param>
    /// <param name="whenStopped">
    /// What becomes of a training that is stopped: there is no run, and the next call goes on where it was; or the best epoch so far
    /// becomes the run.
    /// </param>
    /// <param name="token">Stops the training, as interrupting the cell does.</param>
    /// <exception cref="OperationCanceledException">Stopped, and no run was to be kept or no epoch was done.</exception>
    public LabRun Train(LiveCurves? live = null, string name = "training", WhenStopped whenStopped = WhenStopped.Resume,
        CancellationToken token = default) =>
        new(workspace, Watch(Spec, Runner(whenStopped), live, name, token: token));

    /// <summary>
    /// Trains several models, compares them by the validation part, and keeps the best of them, or the weighted mean of several, as a run;
    /// its <see cref="RunReport.Candidates"/> tell how that was decided. Stopped, the next call goes on with the candidate under way.
    /// </summary>
    /// <param name="candidates">
    /// The models, each with features and training that suit it; null for those that suit the songs.
    /// </param>
    /// <param name="timeLimit">How long it may take: what does not fit is left out, and said. Null for as long as it takes.</param>
    /// <param name="token">Stops the race, as interrupting the cell does.</param>
    /// <exception cref="WorkbenchException">A candidate stands twice, or none could be trained in time.</exception>
    public LabRun Auto(IReadOnlyList<ModelSpec>? candidates = null, TimeSpan? timeLimit = null, CancellationToken token = default) =>
        new(workspace,
            During(work => new ModelRace(workspace, engine) { TimeLimit = timeLimit }.Execute(Spec, candidates, work), token));

    /// <summary>
    /// Trains many variations of this experiment and ranks them by their validation part; the test part stays sealed. What is finished
    /// is not trained again, so that a sweep that was stopped goes on where it was.
    /// </summary>
    /// <param name="axes">
    /// What varies, as <see cref="SweepAxis.Parse"/> reads it: <c>training.batchSize=16,64</c>; for draws also
    /// <c>training.optimizer.learningRate=log:1e-4..1e-1</c>.
    /// </param>
    /// <param name="draws">How many variations to draw by chance; null for every combination.</param>
    /// <param name="live">
    /// Where to watch them, those that were finished before among them; null for a line that says how far each is.
    /// </param>
    /// <param name="seeds">With how many seeds each is trained, from this experiment's upwards: one line with mean and spread.</param>
    /// <param name="token">Stops the work, as interrupting the cell does; what is finished is kept.</param>
    /// <exception cref="WorkbenchException">No such parameter, or a value makes no valid experiment.</exception>
    public RunComparison Sweep(IReadOnlyList<string> axes, int? draws = null, LiveCurves? live = null, int seeds = 1,
        CancellationToken token = default)
    {
        SweepAxis[] parsed = [.. axes.Select(SweepAxis.Parse)];
        var centre = Spec.For(Split.Task); // so that the numbers of its loss may be varied
        var specs = Experiments.Sweep.Repeat(draws is { } count
            ? Experiments.Sweep.Random(centre, parsed, count, Spec.Seed)
            : Experiments.Sweep.Grid(centre, parsed), seeds);
        var finished = Experiments.Sweep.Find(specs, workspace.Runs);
        var runner = Runner(WhenStopped.Resume);
        return new(
            [.. specs.Select((spec, i) =>
                Watch(spec, runner, live, FormattableString.Invariant($"{i + 1} of {specs.Length}"), finished[i], token))]);
    }

    /// <summary>
    /// How much a split that lets artists stand on both sides flatters this experiment: it is trained with artists apart and with artists
    /// mixed, for several seeds, and evaluated on the validation part each time, since test parts are for models that were chosen.
    /// </summary>
    /// <param name="seeds">How many seeds, at least 2.</param>
    /// <param name="live">Where to watch it; null for a line that says how far it is.</param>
    public Table LeakPremium(int seeds = 3, LiveCurves? live = null)
    {
        if (seeds < 2)
            throw new WorkbenchException($"Seeds {seeds} must be >= 2: one split says nothing about the next; 3 are usual.");
        var measure = Measures.HeadlinesOf(Split.Task)[0];
        double[] ScoresOf(SplitGrouping grouping, string name) => [.. Enumerable.Range(Spec.Resolve().Split.SeedOrZero, seeds)
            .Select(seed => With(Spec.Reseeded(seed)))
            .Select(lab =>
                lab.With(lab.Spec.Split with { Grouping = grouping }).Train(live, name).Validation[measure] ?? double.NaN)];
        var (apart, mixed) = (ScoresOf(SplitGrouping.Artist, "artists apart"), ScoresOf(SplitGrouping.Recording, "artists mixed"));
        IReadOnlyList<object?> Row(string name, double[] values) => [name, values.Average(), values.Min(), values.Max()];
        return new(["split", $"validation {measure}, mean", "lowest", "highest"],
            [Row("artists apart", apart), Row("artists mixed", mixed), ["leak premium", mixed.Average() - apart.Average(), null, null]])
        {
            Caption = FormattableString.Invariant($"{seeds} seeds each; what the premium adds, a new artist takes away"),
        };
    }

    /// <summary>A run that was kept, of whatever dataset.</summary>
    /// <param name="name">Its name, its id or the beginning of it, or a path to its folder; null for the latest.</param>
    /// <exception cref="WorkbenchException">No such run, none at all, or several that could be meant.</exception>
    public LabRun OpenRun(string? name = null) => new(workspace, workspace.Runs.Open(name));

    /// <summary>Brings a run back from the bin.</summary>
    /// <param name="name">Its name, its id or the beginning of it.</param>
    /// <exception cref="WorkbenchException">No such run in the bin, or several that could be meant.</exception>
    public LabRun RestoreRun(string name) => OpenRun(workspace.Runs.Bin.Restore(name).Id);

    /// <summary>Forgets all that a listener said of songs.</summary>
    /// <param name="name">Who.</param>
    /// <returns>How many answers are deleted.</returns>
    /// <exception cref="WorkbenchException">No such listener.</exception>
    public int ForgetListener(string name) => workspace.Ratings.Forget(name);

    /// <summary>The runs that were kept of this collection, oldest first; <see cref="RunList.Compare"/> ranks them.</summary>
    /// <param name="filter">Words that must all occur in a run's id, name, note, tags, model or changed parameters.</param>
    /// <param name="tags">Tags that it must have.</param>
    public RunList Runs(string filter = "", params IReadOnlyList<string> tags)
    {
        var wanted = new RunFilter { Text = filter, Tags = [.. tags], Dataset = Spec.Dataset };
        return new(workspace.Runs, WorkBar.During(work => workspace.Runs.Index(work)).Runs.Where(wanted.Matches));
    }

    /// <summary>Which of several runs is best, and whether that is more than chance.</summary>
    /// <param name="runs">Each with what to call it, at least one.</param>
    /// <exception cref="WorkbenchException">No run, or a run or name that stands twice.</exception>
    public static RunComparison Compare(params IReadOnlyList<(string Name, RunReport Run)> runs) => new(runs);

    /// <summary>
    /// What the scores of runs lose where songs sound otherwise than those that were learned from: the part that they were evaluated on,
    /// changed.
    /// <code>Lab.Robustness([new Gain(-12, -12), new LowPass(4000, 4000)], ("MLP", run))</code>
    /// </summary>
    /// <param name="shifts">What is done to the songs, each for itself.</param>
    /// <param name="runs">Each with what to call it, at least one; all judged, or none.</param>
    /// <exception cref="WorkbenchException">
    /// No change or no run; a run learned from a table; its songs are gone or no longer the same; or one cannot be changed so.
    /// </exception>
    public static Table Robustness(IReadOnlyList<AudioTransform> shifts, params IReadOnlyList<(string Name, LabRun Run)> runs) =>
        WorkBar.During(work => LabRobustness.Of(shifts, runs, work));

    /// <summary>
    /// Asks across songs, features and runs in SQL (SQLite's dialect), which can change nothing. There are <c>songs</c> and
    /// <c>song_genres</c> of this collection, <c>features</c> of this experiment with a row a song, <c>runs</c> with the whole
    /// experiment and all scores as JSON, <c>run_genres</c> with the scores of each genre, and the tables of the cache.
    /// <code>lab.Sql("select run, test_auc from runs join run_genres using (run) where genre = 'Rock' group by run")</code>
    /// </summary>
    /// <param name="sql">One statement.</param>
    /// <param name="parameters">What <c>@name</c> in it stands for; null for none.</param>
    /// <param name="token">Stops the question.</param>
    /// <returns>At most <see cref="WorkbenchDatabase.MaximumRows"/> rows.</returns>
    /// <exception cref="SqlException">The question is wrong, or would write.</exception>
    public QueryResult Sql(string sql, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken token = default) =>
        new(During(work => new WorkbenchDatabase(workspace, () => Songs, Spec.Features, _ => Extracted).Ask(sql, parameters, work), token));

    private SongFacts Facts => facts.Value;

    private static Workspace WorkspaceOf(string? data) => new(data is null ? DataFolder.Find() : new(Path.GetFullPath(data)));

    private GenreColors Colors => GenreColors.Of(Songs);

    private static Run Watch(ExperimentSpec spec, ExperimentRunner runner, LiveCurves? live, string name, Run? finished = null,
        CancellationToken token = default)
    {
        if (live is null)
            return finished ?? During(work => runner.Execute(spec, work), token);
        var curves = new LiveMembers(live, name, SpecParameters.MemberNames(spec));
        var run = finished ?? During(work => runner.Execute(spec, work with { Progress = curves }), token);
        curves.End(run.LearningCurves);
        return run;
    }

    /// <summary>Work that either the notebook's button or a token of the caller's own stops.</summary>
    private static T During<T>(Func<Work, T> body, CancellationToken token) => WorkBar.During(work =>
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(work.Token, token);
        return body(work with { Token = stop.Token });
    });

    private ExperimentRunner Runner(WhenStopped whenStopped) => new(workspace, engine, whenStopped);

    private Lab With(ExperimentSpec spec) =>
        new(workspace, engine, spec, Songs, spec.Heard == Spec.Heard ? extracted : null);

    /// <summary>What is asked, of which songs, and what can be done next. Nothing is extracted for it.</summary>
    DisplayTable ICard.Card => new(["experiment on", Songs.Name],
    [
        .. Songs.CardRows,
        ["features", Spec.Features.InWords],
        ["split", Spec.Split.InWords],
        ["model", Spec.ModelInWords],
        ["training", Spec.Training.InWords],
        .. engine is ManagedEngine ? Array.Empty<object?[]>() : [["engine", $"{engine.Name} on {engine.Device}"]],
        .. Spec.Augmentation is null ? Array.Empty<object?[]>() : [["copies", "changed copies of songs of the training part"]],
        .. OwnParts.Rows(Spec),
        ["seed", $"{Spec.Seed}"],
        ["next", "lab.Parts(), lab.ClassBalance(), lab.Features, lab.RankFeatures(); lab.With(...) varies it, lab.Train() makes a run"],
    ]);
}
