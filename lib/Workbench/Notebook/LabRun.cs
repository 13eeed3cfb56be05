using Workbench.Audio;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Training;

namespace Workbench.Notebook;

/// <summary>A finished run as a notebook looks at it. Shown by itself it is the page of the run: scores, curves, confusions, settings.</summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<LabRun>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class LabRun : IDisplayable<LabRun>
{
    private readonly Workspace workspace;
    private readonly Lazy<RunRecommender> recommender;

    /// <summary>Looks at a run.</summary>
    /// <param name="workspace">Where its songs' features are kept.</param>
    /// <param name="run">The run.</param>
    public LabRun(Workspace workspace, Run run)
    {
        this.workspace = workspace;
        Run = run;
        recommender = new(() => WorkBar.During(bar => new RunRecommender(workspace, run, bar, NotebookStop.Token)), LazyThreadSafetyMode.PublicationOnly); // tried again after an interruption
    }

    /// <summary>The run itself.</summary>
    public Run Run { get; }

    /// <summary>Losses and validation AUC over the epochs.</summary>
    public Figure LearningCurve() => Charts.LearningCurve(Run.Model.LearningCurve);

    /// <summary>The ROC curve of every genre on the test part; genres whose curve is undefined there are left out.</summary>
    public Figure RocCurves() => Charts.RocCurves(Run.TestPredictions);

    /// <summary>The precision-recall curve of every genre on the test part, with the average precision and that of guessing.</summary>
    public Figure PrCurves() => Charts.PrCurves(Run.TestPredictions);

    /// <summary>The area under the ROC curve of every genre on the test part, with its 95 % interval over other artists; on the validation part while the test part is sealed.</summary>
    public Figure GenreScores()
    {
        var intervals = (Run.Summary.Test is null
            ? Run.Summary.ValidationIntervals ?? new Bootstrap().Intervals(Run.ValidationPredictions)
            : Run.Summary.TestIntervals ?? new Bootstrap().Intervals(Run.TestPredictions)).PerLabel;
        return Charts.LabelScores("AUC", [.. intervals.Select(label => (label.Label, label.RocAuc?.Estimate ?? double.NaN, label.RocAuc?.Low, label.RocAuc?.High))], chance: 0.5);
    }

    /// <summary>Whether probabilities on the test part mean what they say, as trained and with the temperature that the validation part asks for.</summary>
    public Figure Calibration() => Charts.Calibration(Run.TestPredictions, TemperatureScaling.Fit(Run.ValidationPredictions));

    /// <summary>Which genres of the test part are taken for which, at the model's own thresholds.</summary>
    public Figure Confusions() => Charts.Confusions(FindConfusions());

    /// <summary>The confusions that concern most songs of the test part, with the songs to listen to.</summary>
    /// <param name="count">How many at most, at least 1.</param>
    public Table TopConfusions(int count = 5) => new(["songs that are", "were taken for", "share", "songs", "listen to"],
        [.. FindConfusions().Top(count).Select(c => (IReadOnlyList<object?>)[c.Label, c.DecidedFor, c.Share, c.TrackIds.Length, string.Join(", ", c.TrackIds.Take(3))])]);

    /// <summary>The thresholds of the genres, chosen by the validation part, and what they find on the test part beside 0.5.</summary>
    public Table Thresholds()
    {
        var (predictions, own) = (Run.TestPredictions, Run.Model.Thresholds.Values);
        var (half, tuned) = (Evaluation.Scores.From(predictions), Evaluation.Scores.From(predictions, Decisions.At(predictions.Scores, own.AsSpan())));
        return new(["genre", "threshold", "recall at 0.5", "recall", "precision at 0.5", "precision", "F1 at 0.5", "F1"],
            [.. predictions.LabelNames.Select((name, i) => (IReadOnlyList<object?>)[name, own[i], half.PerLabel[i].Recall, tuned.PerLabel[i].Recall, half.PerLabel[i].Precision, tuned.PerLabel[i].Precision, half.PerLabel[i].F1, tuned.PerLabel[i].F1])]);
    }

    private GenreConfusions FindConfusions() => new(Run.TestPredictions, Decisions.At(Run.TestPredictions.Scores, Run.Model.Thresholds.Values.AsSpan()));

    /// <summary>The headline scores of the test part, each with its interval, what guessing gets, and what it means; of the validation part while the test part is sealed.</summary>
    public Table Scores()
    {
        var (part, scores) = Run.Summary.Test is { } test ? ("test", test) : ("validation", Run.Summary.Validation);
        return new([$"score on the {part} part", "value [95 %]", "guessing", "what it says"], [.. ScoreLine.Of(Run.Summary).Select(line => (IReadOnlyList<object?>)[line.Name, line.Value, line.Guessing, line.Meaning])])
        {
            Caption = FormattableString.Invariant($"{scores.TrackCount} songs; the interval says where a score would fall with other artists; guessing knows only how frequent each genre is, and deciding for nothing ever has a Hamming accuracy of {scores.AllNegativeBaseline:0.000}"),
        };
    }

    /// <summary>
    /// The songs of the validation part where the model hears them: what its last layer is given, seen along the two directions in which the
    /// training songs differ most there.
    /// </summary>
    /// <param name="genres">The genres to colour; none takes the most frequent ones.</param>
    /// <exception cref="Foundation.WorkbenchException">The dataset is gone or no longer the same, or no song has such a genre.</exception>
    public Figure Map(params string[] genres) => ModelMap.Draw(workspace, Run, genres);

    /// <summary>What the model says to a song from its beginning to its end; see <see cref="ScoreTimeline"/> for what that means to a model of whole songs.</summary>
    /// <param name="song">The id of a song of the dataset, or the path of any audio file.</param>
    /// <exception cref="Foundation.WorkbenchException">No such song, or the file cannot be read.</exception>
    public Figure Timeline(string song)
    {
        var track = recommender.Value.Tracks.FirstOrDefault(t => t.Id == song);
        var path = track?.AudioPath ?? (File.Exists(song) ? song
            : throw new Foundation.WorkbenchException($"{song}: neither a song of the dataset nor a file. Songs of the dataset are named like {recommender.Value.Tracks[0].Id}."));
        var clip = AudioFile.ReadMono(path, Run.Spec.Features.SampleRate);
        return Charts.GenreTimeline(ScoreTimeline.Of(Run.Model, clip, workspace.Threads), Run.Model.Vocabulary.Names, track?.Labels ?? [], $"{track?.DisplayName ?? Path.GetFileName(path)}: genres over time");
    }

    /// <summary>The page of the run as HTML, without head and style sheet.</summary>
    public string ToHtml() => new RunReport(this).ToHtml();

    /// <summary>The run's name and its scores.</summary>
    public override string ToString() => $"{Run.Id}\n\n{Scores()}";

    static IReadOnlyDictionary<string, Func<LabRun, string>> IDisplayable<LabRun>.Forms { get; } = new Dictionary<string, Func<LabRun, string>>
    {
        [MimeType.Html] = run => run.ToHtml(),
        [MimeType.PlainText] = run => run.ToString(),
    };

    /// <summary>The songs most like a given one, with the reason and a player each.</summary>
    /// <param name="song">The id of a song of the dataset, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    public Recommendations Recommend(string song, int count = 3) => new(recommender.Value.Recommend(song, count));
}
