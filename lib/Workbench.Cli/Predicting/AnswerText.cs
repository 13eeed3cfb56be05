using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Cli.Predicting;

/// <summary>For people: a bar a genre for each of a few songs, a line a song for many.</summary>
/// <param name="labels">The labels of the model, in the order of its scores.</param>
/// <param name="isBrief">Whether each song shall have one line.</param>
/// <param name="tellsWhy">Whether what each member of an ensemble says follows.</param>
internal sealed class AnswerText(ImmutableArray<string> labels, bool isBrief, bool tellsWhy = false) : IAnswerOutput
{
    /// <summary>More songs than that get a line each.</summary>
    public const int MostWithBars = 5;

    private const int MostTold = 5;
    private const int BarLength = 40;
    private const string Levels = "▁▂▃▄▅▆▇█";

    public void Add(SongAnswer answer, ScoreTimeline? timeline, Work work) =>
        work.Report(new PrintedText((timeline is null && isBrief ? Line(answer) : Bars(answer, timeline))
            + (tellsWhy ? string.Concat(answer.Members.Select(member => "\n" + Line(answer, member))) : "")));

    public bool Finish(ImmutableArray<SkippedFile> unreadable, Work work) => true;

    private static string Line(SongAnswer answer) => $"{answer.Song}: " + (answer.Decided.IsEmpty
        ? string.Create(CultureInfo.InvariantCulture, $"no genre; {answer.Labels[0].Label} {answer.Labels[0].Probability:0.000}")
        : string.Join(", ", answer.Labels.Where(label => label.IsDecided)
            .Select(label => string.Create(CultureInfo.InvariantCulture, $"{label.Label} {label.Probability:0.000}"))));

    private static string Line(SongAnswer answer, MemberAnswer member) => string.Create(CultureInfo.InvariantCulture,
        $"    {member.Model} (counts {member.Weight:0.00}): ") + string.Join(", ", answer.Labels.Zip(member.Probabilities)
            .OrderByDescending(said => said.Second).Take(MostTold)
            .Select(said => string.Create(CultureInfo.InvariantCulture, $"{said.First.Label} {said.Second:0.000}")));

    private string Bars(SongAnswer answer, ScoreTimeline? timeline)
    {
        var width = answer.Labels.Max(label => label.Label.Length);
        var lines = answer.Labels.Select(label => string.Create(CultureInfo.InvariantCulture,
            $"  {(label.IsDecided ? '*' : ' ')} {label.Label.PadRight(width)}  {label.Probability:0.000}  ")
            + (timeline is null ? Bar(label) : Course(timeline, labels.IndexOf(label.Label))));
        return string.Join('\n', [answer.Song, .. lines, .. timeline is null ? Array.Empty<string>() : [Clock(timeline, width)]]);
    }

    /// <summary>The probability as a length, and the threshold, where one decides.</summary>
    private static string Bar(LabelAnswer label)
    {
        var cells = new string('█', (int)Math.Round(BarLength * label.Probability)).PadRight(BarLength).ToCharArray();
        if (label.Threshold is { } threshold)
            cells[Math.Clamp((int)(BarLength * threshold), 0, BarLength - 1)] = '│';
        return new string(cells).TrimEnd();
    }

    /// <summary>The probabilities from the song's beginning to its end as heights, each the mean of its stretch.</summary>
    private static string Course(ScoreTimeline timeline, int label)
    {
        var (windows, length) = (timeline.Centers.Length, Columns(timeline));
        return string.Concat(Enumerable.Range(0, length).Select(column =>
        {
            var (first, end) = (column * windows / length, (column + 1) * windows / length);
            var mean = Enumerable.Range(first, end - first).Average(window => timeline.Scores[window, label]);
            return Levels[Math.Clamp((int)(mean * Levels.Length), 0, Levels.Length - 1)];
        }));
    }

    private static string Clock(ScoreTimeline timeline, int width)
    {
        var (from, to) = (Minutes(timeline.Centers[0]), Minutes(timeline.Centers[^1]));
        var hint = timeline.HearsSegments ? "" : ", as if that were the song";
        return new string(' ', width + 13) + from + to.PadLeft(Math.Max(to.Length + 1, Columns(timeline) - from.Length))
            + string.Create(CultureInfo.InvariantCulture, $"   each moment hears {timeline.WindowSeconds:0.#} s around it{hint}");
    }

    private static int Columns(ScoreTimeline timeline) => Math.Min(timeline.Centers.Length, BarLength);

    private static string Minutes(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)seconds / 60}:{(int)seconds % 60:00}");
}
