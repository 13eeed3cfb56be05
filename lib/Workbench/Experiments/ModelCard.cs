using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Models;

namespace Workbench.Experiments;

/// <summary>The run in words, as Markdown, for whoever finds the model without its maker.</summary>
internal static class ModelCard
{
    public static string Write(ExperimentSpec spec, RunSummary summary, ModelChoice? choice)
    {
        var tooFew = summary.Evaluated.TooFew is { } lack ? $"**{lack}**\n\n" : "";
        var headings = Measures.HeadlinesOfLabels(summary.Task);
        var card = new StringBuilder();
        var learnsFrom = string.Join(" and ", spec.Heard.Parts.Select(features => features.Table is { } table ? $"the table `{table.Path}`"
            : string.Create(CultureInfo.InvariantCulture, $"{features.ColumnNames.Length} audio features at {features.SampleRate} Hz")));
        var copies = summary.TrainCopies > 0
            ? string.Create(CultureInfo.InvariantCulture, $" and {summary.TrainCopies} changed copies of them") : "";
        var separation = spec.Split.Grouping == SplitGrouping.Artist
            ? "no artist is in two parts" : "artists may be in two parts: scores are flattered";
        var credits = string.Concat(spec.Heard.Parts.SelectMany(features => features.Features).Select(feature => feature.Credit)
            .OfType<string>().Distinct().Select(credit => $"Hears through: {Cell(credit)}.\n\n"))
            + string.Concat(spec.Members().Select(member => member.Model.Start).OfType<StartWeights>().Distinct()
                .Select(start => $"Started from: {Cell(start.InWords)}.\n\n"));
        var evaluated = summary.Evaluated;
        var test = summary.IsSealed
            ? $"the {summary.TestTracks} songs of the test part are sealed: nobody knows yet how it answers them"
            : string.Create(CultureInfo.InvariantCulture,
                $"evaluated on {summary.TestTracks} songs of the test part, which has been opened {summary.TestOpeningsInWords}");
        card.Append(CultureInfo.InvariantCulture, $"""
            # {summary.Id}

            Predicts {summary.Task.InWords(summary.Labels)}, from {learnsFrom}. {summary.Parameters:N0} parameters.

            Trained on {summary.TrainTracks} songs{copies} of `{summary.Dataset}`, {summary.EpochsInWords}
            chosen on {summary.ValidationTracks} songs ({separation}); {test}.

            {tooFew}{credits}| score on the {evaluated.Name} part [95 %] | | guessing |
            |---|---|---|
            {string.Join('\n', ScoreLine.Of(summary).Select(line => $"| {line.Name} | {line.Value} | {line.Guessing} |"))}

            Guessing knows only how frequent each genre is, and {ScoreLine.Caution(summary)}.

            | genre | songs with it | {string.Join(" | ", headings)} | guessing |
            |---|---|{string.Concat(headings.Select(_ => "---|"))}---|

            """);
        foreach (var label in LabelLine.Of(summary))
            card.Append(CultureInfo.InvariantCulture,
                $"| {Cell(label.Label)} | {label.Songs} | {string.Join(" | ", label.Scores)} | {label.Prevalence} |\n");
        if (LabelLine.Legend(summary) is { Length: > 0 } legend)
            card.Append(CultureInfo.InvariantCulture, $"\n{legend}\n");
        if (!summary.Members.IsEmpty)
            AppendTable(card, MemberLine.Headings(summary), MemberLine.Of(summary).Select(member => member.Cells), MemberLine.Legend);
        if (choice is not null)
            AppendTable(card, CandidateLine.Headings, CandidateLine.Of(choice).Select(candidate => candidate.Cells), CandidateLine.Legend);
        foreach (var note in summary.Notes)
            card.Append(CultureInfo.InvariantCulture, $"\n- {note}");
        foreach (var part in OwnParts.Of(spec)) // indented, as a text may hold any mark
            card.Append(CultureInfo.InvariantCulture, $"\n\n{OwnParts.Title(part)}:\n\n")
                .AppendJoin('\n', part.Text.Split('\n').Select(line => "    " + line));
        return card.Append('\n').ToString();
    }

    private static void AppendTable(StringBuilder card, ImmutableArray<string> headings, IEnumerable<ImmutableArray<string>> rows,
        string legend) => card
        .Append(CultureInfo.InvariantCulture, $"\n{Row(headings)}\n|{string.Concat(headings.Select(_ => "---|"))}\n")
        .AppendJoin('\n', rows.Select(Row))
        .Append(CultureInfo.InvariantCulture, $"\n\n{legend}\n");

    private static string Row(ImmutableArray<string> cells) => $"| {string.Join(" | ", cells.Select(Cell))} |";

    /// <summary>Genres are named by tags, which may hold anything.</summary>
    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
