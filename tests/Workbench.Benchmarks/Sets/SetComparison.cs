using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Benchmarks.Sets;

/// <summary>
/// How good are the product's defaults? Each model is trained and judged as <c>workbench train --model</c> and <c>judge</c> do, on every
/// split of every set, and scikit-learn's classifiers, untuned, on the same features of the same songs: they learn from training and
/// validation part together, as they choose nothing by the latter.
/// </summary>
/// <remarks>
/// A score is the mean over splits, its interval over artists (songs, where none is known) in the test parts. The best of scikit-learn's
/// three is the best on the test parts, which favours it. A model of segments is compared with them on the summaries of the same songs.
/// </remarks>
internal sealed class SetComparison
{
    /// <summary>The sound of songs that nothing was done to.</summary>
    private const string AsTheyAre = "as they are";

    private readonly Workspace workspace;
    private readonly IEngine engine;
    private readonly SklearnWorker? sklearn;
    private readonly List<string> scores = [], shifts = [];

    private SetComparison(Workspace workspace, IEngine engine, SklearnWorker? sklearn) =>
        (this.workspace, this.engine, this.sklearn) = (workspace, engine, sklearn);

    /// <summary>Judges models on sets and prints the tables.</summary>
    /// <param name="shared">As <see cref="BenchmarkSets"/> takes it.</param>
    /// <param name="part">Part of the names of the sets that are wanted; empty for all.</param>
    /// <param name="models">As <c>--model</c> takes them.</param>
    /// <param name="engine">What trains.</param>
    /// <exception cref="WorkbenchException">No such set or model.</exception>
    public static void Run(string shared, string part, IReadOnlyList<string> models, IEngine engine)
    {
        var folder = Path.Combine(DataFolder.Find().Path, "benchmarks"); // apart from the runs of people
        BenchmarkSet[] all = [.. new BenchmarkSets(shared, Path.Combine(folder, "sets")).All()];
        BenchmarkSet[] wanted = [.. all.Where(set => set.Name.Contains(part, StringComparison.OrdinalIgnoreCase))];
        if (wanted.Length == 0)
            throw new WorkbenchException($"{part}: no such set; at hand are {string.Join("; ", all.Select(set => set.Name))}.");
        using var sklearn = StartSklearn();
        var comparison = new SetComparison(new(new(folder)), engine, sklearn);
        foreach (var set in wanted)
            comparison.Judge(set, models);
        comparison.Print();
    }

    private static SklearnWorker? StartSklearn()
    {
        try
        {
            return new();
        }
        catch (InvalidOperationException error)
        {
            Console.WriteLine($"Left out: {error.Message}\n");
            return null;
        }
    }

    private void Judge(BenchmarkSet set, IReadOnlyList<string> models)
    {
        var songs = new Lazy<ExtractedDataset>(() => Summaries(set));
        var rivals = new Dictionary<string, Predictions[][]>();
        foreach (var model in models)
        {
            List<Predictions[]> own = [];
            List<Predictions[][]> others = [];
            ImmutableArray<string> sounds = [];
            foreach (var split in set.SplitsFor(model))
            {
                Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} {set.Name}: {model}, {Path.GetFileName(split)}");
                var spec = set.Experiment(model, split);
                var run = ModelRace.IsAskedFor(model)
                    ? new ModelRace(workspace, engine).Execute(spec, ModelRace.Parse(model), Work.OnAllProcessors)
                    : new ExperimentRunner(workspace, engine).Execute(spec, Work.OnAllProcessors);
                run = RunJudge.Judge(workspace, run, work: Work.OnAllProcessors);
                var shifted = set.IsShifted && own.Count < BenchmarkSets.ShiftedSplits ? Shifts.Of(TracksOf(songs.Value, run)) : [];
                sounds = sounds.IsEmpty ? [AsTheyAre, .. shifted.Select(shift => shift.Name)] : sounds;
                own.Add(Ask(run, songs.Value, shifted));
                if (sklearn is not null)
                    others.Add(rivals.TryGetValue(split, out var known) ? known : rivals[split] = AskRivals(run, songs.Value, shifted));
                Directory.Delete(run.Folder, recursive: true);
            }
            if (own.Count > 0)
                Tell(set, model, own, others, sounds);
            else
                scores.Add($"| {set.Name} | {model} | | needs audio, and the set is a table |");
        }
    }

    /// <summary>What scikit-learn hears of the songs: the table, or the summaries that the product takes of sound.</summary>
    private ExtractedDataset Summaries(BenchmarkSet set)
    {
        var spec = set.Experiment("mlp", set.Splits[0]);
        return workspace.Extract(workspace.Open(spec.Dataset, spec.Labels, Work.OnAllProcessors), spec.Features, Work.OnAllProcessors);
    }

    private static Track[] TracksOf(ExtractedDataset songs, Run run)
    {
        var tracks = songs.Tracks.ToDictionary(track => track.Id);
        return [.. run.TestPredictions.TrackIds.Select(id => tracks[id])];
    }

    /// <summary>What the run's model says of the test part, then of the same in each changed sound.</summary>
    private Predictions[] Ask(Run run, ExtractedDataset songs, ImmutableArray<SoundShift> shifts) =>
    [
        run.TestPredictions,
        .. shifts.Select(shift => With(run.TestPredictions, run.Model.Predict(
            Robustness.Hear(workspace, TracksOf(songs, run), shift, run.Spec.Features, Work.OnAllProcessors), Work.OnAllProcessors))),
    ];

    /// <summary>The same of each of scikit-learn's classifiers, which learned from what the run learned from and chose by.</summary>
    private Predictions[][] AskRivals(Run run, ExtractedDataset songs, ImmutableArray<SoundShift> shifts)
    {
        var split = RunSplit.Of(workspace, run, Work.OnAllProcessors).Split;
        var rows = songs.Tracks.Index().ToDictionary(song => song.Item.Id, song => song.Index);
        FeatureMatrix Of(IEnumerable<string> ids) => songs.Features.Rows([.. ids.Select(id => rows[id])]);
        Track[] learned = [.. split.Train.Tracks, .. split.Validation.Tracks];
        var answers = sklearn!.Answer(Of(learned.Select(track => track.Id)), run.Model.Vocabulary.Encode(learned), run.Summary.Task,
        [
            Of(run.TestPredictions.TrackIds),
            .. shifts.Select(shift =>
                Robustness.Hear(workspace, TracksOf(songs, run), shift, songs.Spec, Work.OnAllProcessors).Summaries),
        ]);
        return [.. answers.Select(sounds => sounds.Select(scores => With(run.TestPredictions, scores)).ToArray())];
    }

    private static Predictions With(Predictions asked, ScoreMatrix scores) =>
        new(asked.LabelNames, asked.TrackIds, asked.Groups, asked.Truth, scores);

    private void Tell(BenchmarkSet set, string model, List<Predictions[]> own, List<Predictions[][]> others, ImmutableArray<string> sounds)
    {
        var isSingleLabel = new PreparedPredictions(own[0][0]).IsSingleLabel;
        Measure[] measures = isSingleLabel ? [Measures.AccuracyTop1, Measures.RocAucMacro] : [Measures.RocAucMacro, Measures.PrAucMacro];
        var answers = new TurnAnswers([.. own.Select(turn => turn[0])]);
        TurnAnswers[] rivals = others.Count == 0 ? []
            : [.. SklearnWorker.Names.Select((_, i) => new TurnAnswers([.. others.Select(turn => turn[i][0])]))];
        foreach (var measure in measures)
        {
            Interval[] each = [.. rivals.Select(rival => rival.Score(measure))];
            var best = each.Length == 0 ? -1 : Array.IndexOf(each, each.MaxBy(score => score.Estimate));
            var difference = best < 0 ? null : answers.Less(rivals[best], measure);
            scores.Add($"| {set.Name} | {model} | {own.Count} | {measure.Name} | {answers.Score(measure)} | "
                + $"{string.Join(" | ", rivals.Length == 0 ? SklearnWorker.Names.Select(_ => "") : each.Select(score => $"{score}"))} | "
                + (difference is null ? "| |"
                    : $"{SklearnWorker.Names[best]} | {difference.Difference} | {InWords(difference)} |"));
        }
        TellShifts(set, measures[0], sounds,
            [(model, own), .. others.Count == 0 ? [] : SklearnWorker.Names.Select((name, i) => (name, others.Select(turn => turn[i])))]);
    }

    private void TellShifts(BenchmarkSet set, Measure measure, ImmutableArray<string> sounds,
        (string Name, IEnumerable<Predictions[]> Turns)[] models)
    {
        if (sounds is [_])
            return;
        foreach (var (i, sound) in sounds.Index())
            foreach (var (name, turns) in models)
            {
                TurnAnswers Of(int which) => new([.. turns.Where(turn => turn.Length > 1).Select(turn => turn[which])]);
                var change = i == 0 ? null : Of(i).Less(Of(0), measure);
                shifts.Add($"| {set.Name} | {sound} | {name} | {measure.Name} | {Of(i).Score(measure)} | "
                    + (change is null ? "| |" : $"{change.Difference} | {InWords(change)} |"));
            }
    }

    private static string InWords(PairedDifference difference) =>
        !difference.IsShown ? "not shown" : difference.Difference.Estimate < 0 ? "**below**" : "above";

    private void Print()
    {
        Console.WriteLine($"The product's defaults, engine {engine.Name}"
            + (sklearn is null ? "" : $", beside scikit-learn {sklearn.Version} behind StandardScaler: LogisticRegression(C=1), "
                + "SVC(C=1), MLPClassifier((512, 256))"));
        Console.WriteLine("95 % intervals over artists, or songs where no artist is known; differences are paired\n");
        PrintTable(["set", "model", "splits", "measure", "default", .. SklearnWorker.Names, "best of the three", "default - best", ""],
            scores);
        if (shifts.Count > 0)
        {
            Console.WriteLine($"\nLearned from the songs as they are, asked of changed ones. {Shifts.LeftOut}\n");
            // Rivals once, whatever the models.
            PrintTable(["set", "test songs", "model", "measure", "score", "change", ""], shifts.Distinct());
        }
    }

    private static void PrintTable(string[] columns, IEnumerable<string> rows)
    {
        Console.WriteLine($"| {string.Join(" | ", columns)} |\n|{string.Concat(columns.Select(_ => "---|"))}");
        foreach (var row in rows)
            Console.WriteLine(row);
    }
}
