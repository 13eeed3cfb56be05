using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// How far the <see cref="Scores"/> would move with other artists, or those of two models on the same tracks differ, in all
/// <see cref="Measures"/>; null where a score is undefined, or too few artists can say.
/// </summary>
[JsonConverter(typeof(JsonMembersConverter<ScoreIntervals>))]
public sealed class ScoreIntervals : IJsonMembers<ScoreIntervals>
{
    private readonly Dictionary<Measure, Interval?> values;

    private ScoreIntervals(
        Func<Measure, Interval?> intervalOf, IReadOnlyList<OwnScore<Interval>> own, ImmutableArray<LabelIntervals> perLabel)
    {
        values = Measures.All.Select(measure => KeyValuePair.Create(measure, intervalOf(measure)))
            .Concat(own.Select(score => KeyValuePair.Create(score.Measure, score.Value))).ToDictionary();
        (Own, PerLabel) = ([.. own.Select(score => score.Measure)], perLabel);
    }

    /// <summary>
    /// An interval by its measure; null where the score is undefined, or was written before there was such a measure, or without this one
    /// of one's own.
    /// </summary>
    public Interval? this[Measure measure] => values.GetValueOrDefault(measure);

    /// <summary>The measures of one's own that were computed.</summary>
    internal ImmutableArray<Measure> Own { get; }

    /// <summary>Of <see cref="Scores.RocAucMacro"/>.</summary>
    public Interval? RocAucMacro => this[Measures.RocAucMacro];

    /// <summary>Of <see cref="Scores.RocAucMicro"/>.</summary>
    public Interval? RocAucMicro => this[Measures.RocAucMicro];

    /// <summary>Of <see cref="Scores.RocAucWeighted"/>.</summary>
    public Interval? RocAucWeighted => this[Measures.RocAucWeighted];

    /// <summary>Of <see cref="Scores.RocAucSamples"/>.</summary>
    public Interval? RocAucSamples => this[Measures.RocAucSamples];

    /// <summary>Of <see cref="Scores.PrAucMacro"/>.</summary>
    public Interval? PrAucMacro => this[Measures.PrAucMacro];

    /// <summary>Of <see cref="Scores.PrAucMicro"/>.</summary>
    public Interval? PrAucMicro => this[Measures.PrAucMicro];

    /// <summary>Of the average precision of <see cref="Scores.Ranking"/> (LRAP).</summary>
    public Interval? RankingAveragePrecision => this[Measures.RankingAveragePrecision];

    /// <summary>Of the coverage error of <see cref="Scores.Ranking"/>.</summary>
    public Interval? CoverageError => this[Measures.CoverageError];

    /// <summary>Of the ranking loss of <see cref="Scores.Ranking"/>.</summary>
    public Interval? RankingLoss => this[Measures.RankingLoss];

    /// <summary>Of <see cref="Scores.F1Macro"/>.</summary>
    public Interval? F1Macro => this[Measures.F1Macro];

    /// <summary>Of <see cref="Scores.F1Micro"/>.</summary>
    public Interval? F1Micro => this[Measures.F1Micro];

    /// <summary>Of <see cref="Scores.JaccardSamples"/>.</summary>
    public Interval? JaccardSamples => this[Measures.JaccardSamples];

    /// <summary>Of <see cref="Scores.AccuracyTop1"/>.</summary>
    public Interval? AccuracyTop1 => this[Measures.AccuracyTop1];

    /// <summary>Of <see cref="Scores.SubsetAccuracy"/>.</summary>
    public Interval? SubsetAccuracy => this[Measures.SubsetAccuracy];

    /// <summary>Of <see cref="Scores.HammingAccuracy"/>.</summary>
    public Interval? HammingAccuracy => this[Measures.HammingAccuracy];

    /// <summary>Of <see cref="Scores.LogLoss"/>.</summary>
    public Interval? LogLoss => this[Measures.LogLoss];

    /// <summary>Of <see cref="Scores.Brier"/>.</summary>
    public Interval? Brier => this[Measures.Brier];

    /// <summary>Of <see cref="Scores.CalibrationError"/>.</summary>
    public Interval? CalibrationError => this[Measures.CalibrationError];

    /// <summary>Each label, in the order of the model's outputs.</summary>
    public ImmutableArray<LabelIntervals> PerLabel { get; }

    /// <summary>All scores in one row, as draws are sorted: <see cref="FromRow"/> gives them their names back.</summary>
    /// <param name="predictions">What a model said, weighted.</param>
    /// <param name="own">Measures of one's own.</param>
    internal static double?[] RowOf(WeightedPredictions predictions, params ImmutableArray<Measure> own) =>
    [
        .. Measures.All.Select(measure => measure.Of(predictions)),
        .. own.Select(measure => measure.Of(predictions)),
        .. Enumerable.Range(0, predictions.LabelCount)
            .SelectMany(label => Measures.OfLabels.Select(measure => measure.Of(predictions, label))),
    ];

    /// <summary>The intervals of what stands in a row as <see cref="RowOf"/> makes it.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="row">The intervals.</param>
    /// <param name="isTold">Whether the label of an index has intervals; null for all.</param>
    /// <param name="own">The measures of one's own that stand in it.</param>
    internal static ScoreIntervals FromRow(ImmutableArray<string> labels, IReadOnlyList<Interval?> row, Func<int, bool>? isTold = null,
        params ImmutableArray<Measure> own)
    {
        var ofAll = Measures.All.Zip(row).ToDictionary();
        var ofLabels = row.Skip(Measures.All.Length + own.Length).Chunk(Measures.OfLabels.Length)
            .Select((ofLabel, label) => Measures.OfLabels.Zip(ofLabel).ToDictionary(interval => interval.First,
                interval => isTold is null || isTold(label) ? interval.Second : null));
        return new(measure => ofAll[measure],
            [.. own.Zip(row.Skip(Measures.All.Length), (measure, interval) => new OwnScore<Interval>(measure, interval))],
            [.. labels.Zip(ofLabels, (label, intervals) => new LabelIntervals(label, measure => intervals[measure]))]);
    }

    static ScoreIntervals IJsonMembers<ScoreIntervals>.From(JsonMembers members) => new(
        measure => members.TakeIfAny<Interval>(measure.Key), OwnScore<Interval>.In(members),
        members.Take<ImmutableArray<LabelIntervals>>("perLabel"));

    void IJsonMembers<ScoreIntervals>.Put(JsonMembers members)
    {
        foreach (var measure in Measures.All)
            members.Put(measure.Key, this[measure]);
        OwnScore<Interval>.Put(members, Own, measure => this[measure]);
        members.Put("perLabel", PerLabel);
    }
}
