using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Figures.Display;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// How good predictions are, in the <see cref="Measures"/> of the field; all equal scikit-learn's where both are defined. A label without
/// positives or without negatives has no area under its ROC curve: it is listed in <see cref="UndefinedLabels"/> and left out
/// of the means.
/// </summary>
[JsonConverter(typeof(JsonMembersConverter<Scores>))]
[TypeFormatterSource(typeof(CardFormatterSource), PreferredMimeTypes = [MimeType.Html, MimeType.PlainText])]
public sealed class Scores : IJsonMembers<Scores>, ICard
{
    private readonly Dictionary<Measure, double?> values;

    private Scores(Func<Measure, double?> valueOf, IReadOnlyList<OwnScore<double?>> own, ImmutableArray<LabelScores> perLabel,
        int trackCount, double? prevalenceBaseline, double allNegativeBaseline)
    {
        values = Measures.All.Select(measure => KeyValuePair.Create(measure, valueOf(measure)))
            .Concat(own.Select(score => KeyValuePair.Create(score.Measure, score.Value))).ToDictionary();
        Own = [.. own.Select(score => score.Measure)];
        (PerLabel, TrackCount) = (perLabel, trackCount);
        (PrevalenceBaseline, AllNegativeBaseline) = (prevalenceBaseline, allNegativeBaseline);
    }

    /// <summary>
    /// A score by its measure; null where it is undefined, or was written before there was such a measure, or without this one of one's
    /// own.
    /// </summary>
    public double? this[Measure measure] => values.GetValueOrDefault(measure);

    /// <summary>The measures of one's own that were computed, whether or not this program has their code.</summary>
    internal ImmutableArray<Measure> Own { get; }

    /// <summary>Number of tracks evaluated.</summary>
    public int TrackCount { get; }

    /// <summary><see cref="RocAuc.Macro"/>: the headline for many labels. Null if no label has both positives and negatives.</summary>
    public double? RocAucMacro => this[Measures.RocAucMacro];

    /// <summary><see cref="RocAuc.Micro"/>.</summary>
    public double? RocAucMicro => this[Measures.RocAucMicro];

    /// <summary><see cref="RocAuc.Weighted"/>.</summary>
    public double? RocAucWeighted => this[Measures.RocAucWeighted];

    /// <summary><see cref="RocAuc.Samples"/>.</summary>
    public double? RocAucSamples => this[Measures.RocAucSamples];

    /// <summary>Area under the precision-recall curve by steps: <see cref="AveragePrecision.Macro"/>, not the trapezoids.</summary>
    public double? PrAucMacro => this[Measures.PrAucMacro];

    /// <summary>Area under the precision-recall curve by steps: <see cref="AveragePrecision.Micro"/>, not the trapezoids.</summary>
    public double? PrAucMicro => this[Measures.PrAucMicro];

    /// <summary>The <see cref="PrAucMacro"/> of guessing: the mean prevalence of the labels that have positives.</summary>
    public double? PrevalenceBaseline { get; }

    /// <summary>Share of tracks whose highest score (first of equals) is at their label; null if one has several.</summary>
    public double? AccuracyTop1 => this[Measures.AccuracyTop1];

    /// <summary>Share of tracks all of whose decisions are right: exact match.</summary>
    public double SubsetAccuracy => Defined(Measures.SubsetAccuracy);

    /// <summary>
    /// Share of all decisions that are right. Flatters where labels are many: read it beside <see cref="AllNegativeBaseline"/>.
    /// </summary>
    public double HammingAccuracy => Defined(Measures.HammingAccuracy);

    /// <summary>The <see cref="HammingAccuracy"/> of deciding for no label ever.</summary>
    public double AllNegativeBaseline { get; }

    /// <summary>
    /// Mean of the labels' F1, where a label without any right decision counts 0 (scikit-learn's <c>zero_division=0</c>).
    /// </summary>
    public double F1Macro => Defined(Measures.F1Macro);

    /// <summary>F1 of all decisions as if of one label; 0 where none was right.</summary>
    public double F1Micro => Defined(Measures.F1Micro);

    /// <summary>Mean over tracks of the labels rightly decided for, over those that were decided or true.</summary>
    public double JaccardSamples => Defined(Measures.JaccardSamples);

    /// <summary>How well each track's labels stand above the others.</summary>
    public RankingScores Ranking =>
        new(Defined(Measures.CoverageError), Defined(Measures.RankingLoss), Defined(Measures.RankingAveragePrecision));

    /// <summary><see cref="Measures.LogLoss"/>; null for scores that are no probabilities.</summary>
    public double? LogLoss => this[Measures.LogLoss];

    /// <summary><see cref="Measures.Brier"/>; null for scores that are no probabilities.</summary>
    public double? Brier => this[Measures.Brier];

    /// <summary><see cref="CalibrationCurve.ExpectedError"/> of all labels together; null for scores that are no probabilities.</summary>
    public double? CalibrationError => this[Measures.CalibrationError];

    /// <summary>Each label, in the order of the model's outputs.</summary>
    public ImmutableArray<LabelScores> PerLabel { get; }

    /// <summary>
    /// Labels whose ROC AUC is undefined, so that no mean contains it. Those with no positives lack the average precision too.
    /// </summary>
    public ImmutableArray<string> UndefinedLabels => [.. PerLabel.Where(label => label.RocAuc is null).Select(label => label.Label)];

    /// <summary>Evaluates predictions, deciding for a label where its score is at least the threshold.</summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="threshold">
    /// One for all labels. With 0.5, rare labels are seldom decided for and their F1 is low; that is the model's plain answer.
    /// </param>
    public static Scores From(Predictions predictions, double threshold = 0.5) =>
        From(predictions, Decisions.At(predictions.Scores, threshold));

    /// <summary>
    /// What knowing nothing but how frequent each label is gets: every track has its labels' shares among these tracks for scores, and so
    /// none is decided for but labels of half of the tracks; or, where tracks have one label, the most frequent one.
    /// </summary>
    public static Scores OfGuessing(Predictions predictions, ClassificationTask task = ClassificationTask.MultiLabel) =>
        OfGuessing(predictions, task, []);

    /// <summary>The same, in measures of one's own too.</summary>
    internal static Scores OfGuessing(Predictions predictions, ClassificationTask task, ImmutableArray<Measure> own)
    {
        var (truth, shares) = (predictions.Truth, new ScoreMatrix(predictions.TrackIds.Length, predictions.LabelNames.Length));
        for (var label = 0; label < truth.LabelCount; label++)
        {
            var share = (double)truth.Column(label).Count(isTrue => isTrue) / truth.RowCount;
            for (var row = 0; row < truth.RowCount; row++)
                shares[row, label] = share;
        }
        return From(new Predictions(predictions.LabelNames, predictions.TrackIds, predictions.Groups, truth, shares),
            Decisions.Of(shares, task), own);
    }

    /// <summary>
    /// Evaluates predictions by decisions already made, for instance with one threshold a label or <see cref="Decisions.TopOne"/>.
    /// </summary>
    /// <param name="predictions">What a model said, and the truth.</param>
    /// <param name="decisions"><c>[tracks, labels]</c>; the areas do not depend on them.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Scores From(Predictions predictions, LabelMatrix decisions) => From(predictions, decisions, []);

    /// <summary>The same, in measures of one's own too.</summary>
    /// <exception cref="WorkbenchException">This process lacks the code of one, or it failed.</exception>
    internal static Scores From(Predictions predictions, LabelMatrix decisions, ImmutableArray<Measure> own)
    {
        var truth = predictions.Truth;
        if (decisions.RowCount != truth.RowCount || decisions.LabelCount != truth.LabelCount)
            throw new ArgumentException(
                $"Decisions [{decisions.RowCount}, {decisions.LabelCount}] do not fit the truth [{truth.RowCount}, {truth.LabelCount}].",
                nameof(decisions));

        var prepared = new PreparedPredictions(predictions, decisions);
        var unweighted = prepared.Unweighted;
        ImmutableArray<LabelScores> perLabel = [.. unweighted.Confusions.Select((confusion, label) => new LabelScores(
            predictions.LabelNames[label], confusion.PositiveCount, (double)confusion.PositiveCount / truth.RowCount,
            measure => measure.Of(unweighted, label)))];
        return new(measure => measure.Of(prepared), [.. own.Select(measure => new OwnScore<double?>(measure, measure.Of(prepared)))],
            perLabel, truth.RowCount,
            prevalenceBaseline: perLabel.Average(label => label.AveragePrecision is null ? null : label.Prevalence),
            allNegativeBaseline: 1 - (double)unweighted.AllDecisions.PositiveCount / unweighted.AllDecisions.Count);
    }

    /// <summary>A score that all predictions have.</summary>
    /// <exception cref="WorkbenchException">It is missing: the file that the scores were read from lacks it.</exception>
    internal static double Defined(double? value, MeasureDeclaration measure) => value ?? throw new WorkbenchException(
        $"The scores lack {measure.Key} ({measure.Name}), which all predictions have; evaluate the predictions again.");

    private double Defined(Measure measure) => Defined(this[measure], measure);

    static Scores IJsonMembers<Scores>.From(JsonMembers members)
    {
        _ = members.TakeIfAny<ImmutableArray<string>>("undefinedLabels"); // follows from the others
        return new(measure => members.TakeIfAny<double?>(measure.Path), OwnScore<double?>.In(members),
            members.Take<ImmutableArray<LabelScores>>("perLabel"),
            members.Take<int>("trackCount"), members.TakeIfAny<double?>("prevalenceBaseline"), members.Take<double>("allNegativeBaseline"));
    }

    void IJsonMembers<Scores>.Put(JsonMembers members)
    {
        members.Put("trackCount", TrackCount);
        foreach (var measure in Measures.All)
            members.Put(measure.Path, this[measure]);
        OwnScore<double?>.Put(members, Own, measure => this[measure]);
        members.Put("prevalenceBaseline", PrevalenceBaseline);
        members.Put("allNegativeBaseline", AllNegativeBaseline);
        members.Put("perLabel", PerLabel);
        members.Put("undefinedLabels", UndefinedLabels);
    }

    DisplayTable ICard.Card => new(["score", "value", "what it says"],
        [.. Measures.All.Concat(Own).Where(measure => this[measure] is not null)
            .Select(measure => (IReadOnlyList<object?>)[measure.Name, this[measure], measure.InWords])])
    {
        Caption = Counted.Of(TrackCount, "song"),
    };
}
