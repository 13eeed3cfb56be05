using System.Collections.Immutable;
using System.Globalization;
using Workbench.Evaluation;

namespace Workbench.Experiments;

/// <summary>An ensemble, or one of its members alone, on the validation part: was it worth it?</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Weight">What the member's probabilities count for; empty of the ensemble.</param>
/// <param name="Temperature">What its logits are divided by first; empty of the ensemble.</param>
/// <param name="Scores">The first headline scores, one a heading.</param>
public sealed record MemberLine(string Name, string Weight, string Temperature, ImmutableArray<string> Scores)
{
    /// <summary>What must be known of the lines.</summary>
    public const string Legend =
        "All on the validation part, which also chose weights and temperatures and so flatters the ensemble a little; the test part tells.";

    private const int MeasureCount = 3;

    /// <summary>The headings of the lines.</summary>
    public static ImmutableArray<string> Headings(RunSummary summary) =>
        ["model", "weight", "temperature", .. MeasuresOf(summary).Select(measure => measure.Name)];

    /// <summary>The ensemble, and each member alone; none of a run of one model.</summary>
    public static ImmutableArray<MemberLine> Of(RunSummary summary) => summary.Members.IsEmpty ? [] :
    [
        new("all together", "", "", Of(summary, summary.Validation)),
        .. summary.Members.Select(member => new MemberLine($"{member.Model} alone", Text(member.Weight), Text(member.Temperature),
            Of(summary, member.Validation))),
    ];

    /// <summary>The cells, one a heading.</summary>
    public ImmutableArray<string> Cells => [Name, Weight, Temperature, .. Scores];

    private static ImmutableArray<string> Of(RunSummary summary, Scores scores) =>
        [.. MeasuresOf(summary).Select(measure => ScoreLine.Number(scores[measure]))];

    private static IEnumerable<Measure> MeasuresOf(RunSummary summary) => Measures.HeadlinesOf(summary.Task).Take(MeasureCount);

    private static string Text(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
