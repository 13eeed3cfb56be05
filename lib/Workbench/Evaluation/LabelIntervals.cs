using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// How far the <see cref="LabelScores"/> would move with other artists; null where a score is undefined, or too few artists can say.
/// </summary>
[JsonConverter(typeof(JsonMembersConverter<LabelIntervals>))]
public sealed class LabelIntervals : IJsonMembers<LabelIntervals>
{
    private readonly Dictionary<LabelMeasure, Interval?> values;

    /// <summary>Puts the intervals of a label together.</summary>
    internal LabelIntervals(string label, Func<LabelMeasure, Interval?> intervalOf)
    {
        Label = label;
        values = Measures.OfLabels.ToDictionary(measure => measure, intervalOf);
    }

    /// <summary>Its name.</summary>
    public string Label { get; }

    /// <summary>An interval by its measure; null where the score is undefined, or was written before there was such a measure.</summary>
    public Interval? this[LabelMeasure measure] => values[measure];

    /// <summary>Of the area under the ROC curve.</summary>
    public Interval? RocAuc => this[Measures.LabelRocAuc];

    /// <summary>Of the average precision.</summary>
    public Interval? AveragePrecision => this[Measures.LabelAveragePrecision];

    /// <summary>Of the precision.</summary>
    public Interval? Precision => this[Measures.LabelPrecision];

    /// <summary>Of the recall.</summary>
    public Interval? Recall => this[Measures.LabelRecall];

    /// <summary>Of F1.</summary>
    public Interval? F1 => this[Measures.LabelF1];

    static LabelIntervals IJsonMembers<LabelIntervals>.From(JsonMembers members) =>
        new(members.Take<string>("label"), measure => members.TakeIfAny<Interval>(measure.Key));

    void IJsonMembers<LabelIntervals>.Put(JsonMembers members)
    {
        members.Put("label", Label);
        foreach (var measure in Measures.OfLabels)
            members.Put(measure.Key, this[measure]);
    }
}
