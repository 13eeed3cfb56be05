using Workbench.Evaluation;
using Workbench.Experiments;

namespace Workbench.Notebook;

/// <summary>A finished run as a notebook looks at it.</summary>
public sealed class LabRun
{
    private readonly Lazy<RunRecommender> recommender;

    internal LabRun(Workspace workspace, Run run)
    {
        Run = run;
        recommender = new(() => WorkBar.During(bar => new RunRecommender(workspace, run, bar)));
    }

    /// <summary>The run itself.</summary>
    public Run Run { get; }

    /// <summary>Losses and validation AUC over the epochs.</summary>
    public Figure LearningCurve() => Charts.LearningCurve(Run.Model.LearningCurve);

    /// <summary>The ROC curve of every genre on the test part; genres whose curve is undefined there are left out.</summary>
    public Figure RocCurves() => Charts.RocCurves(Run.TestPredictions);

    /// <summary>The precision-recall curve of every genre on the test part, with the average precision and that of guessing.</summary>
    public Figure PrCurves() => Charts.PrCurves(Run.TestPredictions);

    /// <summary>The area under the ROC curve of every genre on the test part, with its 95 % interval over other artists.</summary>
    public Figure GenreScores()
    {
        var intervals = (Run.Summary.TestIntervals ?? new Bootstrap().Intervals(Run.TestPredictions)).PerLabel;
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

    /// <summary>The songs most like a given one, with the reason and a player each.</summary>
    /// <param name="song">The id of a song of the dataset, or the path of any audio file.</param>
    /// <param name="count">How many, at least 1.</param>
    public Recommendations Recommend(string song, int count = 3) => new(recommender.Value.Recommend(song, count));
}
