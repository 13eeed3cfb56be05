using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Experiments;
using Workbench.Figures;
using Workbench.Figures.Display;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Training;

namespace Workbench.Reports;

/// <summary>
/// A run on one page: how good it is and how sure we are, how it learned, what it takes for what, and everything that decides it. Figures
/// and tables are of the test part once it was opened for this run, before of the validation part, and say so.
/// </summary>
[TypeFormatterSource(typeof(DisplayFormatterSource<RunReport>), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public class RunReport(Run run) : IDisplayable<RunReport>
{
    private const int LossCount = 10;

    private readonly RunSummary summary = run.Summary;

    /// <summary>The run itself, for calls that take one.</summary>
    public Run Run => run;

    /// <summary>The run's id, by which it is opened again.</summary>
    public string Id => run.Id;

    /// <summary>What people say of it: its name, a note, tags.</summary>
    public RunAbout About => run.About;

    /// <summary>Everything that decided it.</summary>
    public ExperimentSpec Spec => run.Spec;

    /// <summary>The trained model.</summary>
    public TrainedModel Model => run.Model;

    /// <summary>How the validation part was answered, by which the best epoch was chosen and models are compared.</summary>
    public Scores Validation => summary.Validation;

    /// <summary>How the test part was answered; null while it is sealed.</summary>
    public Scores? Test => summary.Test;

    /// <summary>How often the test part of this split has been opened, this run included; 0 while it is sealed.</summary>
    public int TestOpenings => summary.TestOpenings;

    /// <summary>What the reader of the scores should know.</summary>
    public ImmutableArray<string> Notes => summary.Notes;

    /// <summary>Losses and validation AUC over the epochs; of an ensemble those of each member.</summary>
    public Figure LearningCurve() => summary.Members.IsEmpty ? Chart.LearningCurve(Run.LearningCurve)
        : Chart.LearningCurves([.. summary.Members.Zip(Run.LearningCurves, (member, curve) =>
            (member.Model, (IReadOnlyList<EpochResult>)curve.Epochs, curve.BestEpoch))]);

    /// <summary>The members of an ensemble, each alone, beside all together: whether it was worth it.</summary>
    /// <exception cref="WorkbenchException">The run is of one model.</exception>
    public Table Members() => MemberLine.Of(summary) is { IsEmpty: false } lines
        ? new(MemberLine.Headings(summary), [.. lines.Select(line => (IReadOnlyList<object?>)line.Cells)])
        {
            Caption = MemberLine.Legend,
        }
        : throw new WorkbenchException($"Run {Id} is of one model, {Spec.Model.InWords}; several are trained together by "
            + "lab.With(ModelSpec.Mlp, ModelSpec.Cnn), or workbench train --model mlp+cnn.");

    /// <summary>The candidates of the race that decided for this run's models: what each is worth alone, and what became of it.</summary>
    /// <exception cref="WorkbenchException">No race decided; likewise below.</exception>
    public Table Candidates() => new(CandidateLine.Headings,
        [.. CandidateLine.Of(Choice).Select(line => (IReadOnlyList<object?>)line.Cells)])
    {
        Caption = CandidateLine.Legend,
    };

    /// <summary>The validation ROC-AUC of each candidate that was trained, the best first.</summary>
    public Figure CandidateScores() => Chart.ExperimentScores([.. Choice.Candidates.Where(candidate => candidate.RocAuc is not null)
        .OrderByDescending(candidate => candidate.RocAuc)
        .Select(candidate => (candidate.Model, new RepeatedScore([candidate.RocAuc!.Value]), (Interval?)null))]);

    /// <summary>The ROC curve of every genre; genres whose curve is undefined there are left out.</summary>
    public Figure RocCurves() => Chart.RocCurves(Run.EvaluatedPredictions, Colors).Of(Part);

    /// <summary>The precision-recall curve of every genre, with the average precision and that of guessing.</summary>
    public Figure PrCurves() => Chart.PrCurves(Run.EvaluatedPredictions, Colors).Of(Part);

    /// <summary>The area under the ROC curve of every genre, with its 95 % interval over other artists where there are enough.</summary>
    public Figure GenreScores()
    {
        var (scores, intervals) = (summary.Evaluated.Scores, summary.Evaluated.Intervals?.PerLabel);
        return Chart.LabelScores("AUC",
            [.. scores.PerLabel.Zip(intervals?.Select(label => label.RocAuc) ?? scores.PerLabel.Select(_ => (Interval?)null),
                (label, interval) => (label.Label, label.RocAuc ?? double.NaN, interval?.Low, interval?.High))],
            chance: 0.5, Colors).Of(Part);
    }

    /// <summary>
    /// Whether probabilities mean what they say, as trained and, once the test part is open, with the temperature that the validation part
    /// asks for: on the part that it was fitted to, it would only flatter.
    /// </summary>
    public Figure Calibration() => Chart.Calibration(Run.EvaluatedPredictions,
        summary.IsSealed ? null : TemperatureScaling.Fit(Run.ValidationPredictions)).Of(Part);

    /// <summary>Which genres are taken for which, as the model decides.</summary>
    public Figure Confusions() => Chart.Confusions(FindConfusions(), Colors).Of(PartAtThresholds);

    /// <summary>The confusions that concern most songs, with the songs to listen to.</summary>
    /// <param name="count">How many at most, at least 1.</param>
    public Table TopConfusions(int count = 5) => new(["songs that are", "were taken for", "share", "songs", "listen to"],
        [.. FindConfusions().Top(count)
            .Select(c =>
                (IReadOnlyList<object?>)[c.Label, c.DecidedFor, c.Share, c.TrackIds.Length, string.Join(", ", c.TrackIds.Take(3))])])
    {
        Caption = PartAtThresholds,
    };

    /// <summary>
    /// What the decisions find: with the thresholds of the genres, chosen by the validation part, beside 0.5; or, where songs have one
    /// genre, by the highest probability.
    /// </summary>
    public Table Thresholds()
    {
        var (predictions, own) = (Run.EvaluatedPredictions, Run.Model.Thresholds.Values);
        var tuned = Evaluation.Scores.From(predictions, Run.Model.Decide(predictions.Scores));
        if (summary.Task == ClassificationTask.SingleLabel)
            return new(["genre", "songs", "recall", "precision", "F1"],
                [.. tuned.PerLabel.Select(label =>
                    (IReadOnlyList<object?>)[label.Label, label.PositiveCount, label.Recall, label.Precision, label.F1])])
            {
                Caption = $"{Part}; {ScoreLine.Caution(summary)}",
            };
        var half = Evaluation.Scores.From(predictions);
        return new(["genre", "threshold", "recall at 0.5", "recall", "precision at 0.5", "precision", "F1 at 0.5", "F1"],
            [.. predictions.LabelNames.Select((name, i) => (IReadOnlyList<object?>)[name, own[i], half.PerLabel[i].Recall,
                tuned.PerLabel[i].Recall, half.PerLabel[i].Precision, tuned.PerLabel[i].Precision,
                half.PerLabel[i].F1, tuned.PerLabel[i].F1])])
        {
            Caption = PartAtThresholds,
        };
    }

    /// <summary>The headline scores, each with its interval, what guessing gets, and what it means.</summary>
    public Table Scores()
    {
        var scores = summary.Evaluated.Scores;
        return new([$"score on the {Part}", "value [95 %]", "guessing", "what it says"],
            [.. ScoreLine.Of(summary).Select(line => (IReadOnlyList<object?>)[line.Name, line.Value, line.Guessing, line.Meaning])])
        {
            Caption = string.Create(CultureInfo.InvariantCulture,
                $"{Lack}{scores.TrackCount} songs; the interval says where a score would fall with other artists; guessing knows only how "
                + $"frequent each genre is, and {ScoreLine.Caution(summary)}"),
        };
    }

    /// <summary>The page without head and style sheet.</summary>
    public string ToHtml() => string.Concat(
    [
        $"<h1>{Text(run.Title)}</h1>",
        .. run.About is { Note.Length: > 0 } about ? [$"<p>{Text(about.Note)}</p>"] : Array.Empty<string>(),
        string.Create(CultureInfo.InvariantCulture,
            $"<p>{Text(summary.Dataset)}: {summary.Task.InWords(summary.Labels)}; {summary.Parameters:N0} parameters, "
            + $"learned from {summary.TrainTracks} songs{(summary.TrainCopies > 0 ? $" and {summary.TrainCopies} changed copies" : "")}, "),
        string.Create(CultureInfo.InvariantCulture,
            $"{Text(summary.EpochsInWords)} by {summary.ValidationTracks} songs, "
            + $"{TestStatus()}.</p>"),
        .. ((string?[])[summary.Evaluated.TooFew, .. summary.Notes]).OfType<string>()
            .Select(note => $"<p><strong>{Text(note)}</strong></p>"),
        "<h2>How good is it, and how sure are we?</h2>",
        Scores().ToHtml(),
        Drawn(GenreScores),
        .. summary.Members.IsEmpty ? Array.Empty<string>() : ["<h2>Was the ensemble worth it?</h2>", Members().ToHtml()],
        .. run.Choice is null ? Array.Empty<string>()
            : ["<h2>Which models took part, and which were chosen?</h2>", Candidates().ToHtml(), Drawn(CandidateScores)],
        "<h2>How it learned</h2>",
        Drawn(LearningCurve),
        "<h2>Does it rank songs rightly?</h2>", Drawn(RocCurves), Drawn(PrCurves),
        "<h2>Do probabilities mean what they say?</h2>", Drawn(Calibration), Thresholds().ToHtml(),
        "<h2>What is taken for what?</h2>", Drawn(Confusions), TopConfusions().ToHtml(),
        "<h2>Which songs is it most wrong about?</h2>", Shown(() => Losses().ToHtml()),
        "<h2>Settings</h2>",
        new Table(["setting", "value"],
            [.. SpecParameters.Of(run.Spec).Select(parameter => (IReadOnlyList<object?>)[parameter.Key, parameter.Value])]).ToHtml(),
        .. OwnParts.Of(run.Spec).Select(part => $"<p>{Text(OwnParts.Title(part))}</p><pre>{Text(part.Text)}</pre>"),
    ]);

    /// <summary>What the run is called, and its scores.</summary>
    public override string ToString() => $"{Run.Title}\n\n{Scores()}";

    static IReadOnlyDictionary<string, Func<RunReport, string>> IDisplayable<RunReport>.Forms { get; } =
        new Dictionary<string, Func<RunReport, string>>
        {
            [MimeType.Html] = report => report.ToHtml(),
            [MimeType.PlainText] = report => report.ToString(),
        };

    private ModelChoice Choice => run.Choice ?? throw new WorkbenchException($"No race decided for the model of run {Id}, it was named; "
        + "lab.Auto(), or workbench train --model auto, compares several.");

    private string Lack => summary.Evaluated.TooFew is { } lack ? $"{lack} " : "";

    private GenreColors Colors => GenreColors.Of(Run);

    private string Part => $"{summary.Evaluated.Name} part";

    /// <summary>Whoever has chosen thresholds by some songs knows these songs.</summary>
    private string PartAtThresholds => summary is { IsSealed: true, Task: ClassificationTask.MultiLabel }
        ? $"{Part}, which chose the thresholds and so flatters them"
        : Part;

    /// <summary>The songs with the highest losses; in a notebook they are heard.</summary>
    private Table Losses() => new(["song", "is", "what it says", "log loss"],
        [.. SongLoss.Top(run.Model, run.EvaluatedPredictions, LossCount)
            .Select(song => (IReadOnlyList<object?>)[song.TrackId, string.Join(", ", song.Labels), song.InWords, song.Loss])])
    {
        Caption = Part,
    };

    private GenreConfusions FindConfusions() => new(Run.EvaluatedPredictions,
        Run.Model.Decide(Run.EvaluatedPredictions.Scores), summary.Task);

    private string TestStatus() => summary.IsSealed
        ? $"the {summary.TestTracks} songs of the test part are sealed: workbench judge {Text(Id)} opens them"
        : $"evaluated on {summary.TestTracks} songs, whose part has been opened {summary.TestOpeningsInWords}";

    private static string Drawn(Func<Figure> figure) => Shown(() => figure().ToSvg());

    /// <summary>Of very small parts some figures have nothing to draw; the page says so and goes on.</summary>
    private static string Shown(Func<string> html)
    {
        try
        {
            return html();
        }
        catch (WorkbenchException nothing)
        {
            return $"<p><em>{Text(nothing.Message)}</em></p>";
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
