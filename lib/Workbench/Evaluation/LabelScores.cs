using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>How well one label is recognised, in the <see cref="Measures.OfLabels"/>.</summary>
[JsonConverter(typeof(JsonMembersConverter<LabelScores>))]
public sealed class LabelScores : IJsonMembers<LabelScores>
{
    private readonly Dictionary<LabelMeasure, double?> values;

    /// <summary>Puts the scores of a label together.</summary>
    internal LabelScores(string label, int positiveCount, double prevalence, Func<LabelMeasure, double?> valueOf)
    {
        (Label, PositiveCount, Prevalence) = (label, positiveCount, prevalence);
        values = Measures.OfLabels.ToDictionary(measure => measure, valueOf);
    }

    /// <summary>Its name.</summary>
    public string Label { get; }

    /// <summary>Number of tracks that have it.</summary>
    public int PositiveCount { get; }

    /// <summary>Share of the tracks that have it: the average precision of guessing.</summary>
    public double Prevalence { get; }

    /// <summary>A score by its measure; null where it is undefined, or was written before there was such a measure.</summary>
    public double? this[LabelMeasure measure] => values[measure];

    /// <summary><see cref="Evaluation.RocAuc"/>; null without positives or without negatives.</summary>
    public double? RocAuc => this[Measures.LabelRocAuc];

    /// <summary><see cref="Evaluation.AveragePrecision"/>; null without positives.</summary>
    public double? AveragePrecision => this[Measures.LabelAveragePrecision];

    /// <summary>Share of the decisions for it that are right; 0 where there are none.</summary>
    public double Precision => Scores.Defined(this[Measures.LabelPrecision], Measures.LabelPrecision);

    /// <summary>Share of the tracks that have it for which it was decided; 0 where there are none.</summary>
    public double Recall => Scores.Defined(this[Measures.LabelRecall], Measures.LabelRecall);

    /// <summary>Harmonic mean of precision and recall; 0 where nothing was right.</summary>
    public double F1 => Scores.Defined(this[Measures.LabelF1], Measures.LabelF1);

    static LabelScores IJsonMembers<LabelScores>.From(JsonMembers members) => new(members.Take<string>("label"),
        members.Take<int>("positiveCount"), members.Take<double>("prevalence"), measure => members.TakeIfAny<double?>(measure.Key));

    void IJsonMembers<LabelScores>.Put(JsonMembers members)
    {
        members.Put("label", Label);
        members.Put("positiveCount", PositiveCount);
        members.Put("prevalence", Prevalence);
        foreach (var measure in Measures.OfLabels)
            members.Put(measure.Key, this[measure]);
    }
}
