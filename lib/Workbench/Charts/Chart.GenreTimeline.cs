using System.Globalization;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>What a model says to a song over time: a row a genre, the strongest on top, and brightness is the score.</summary>
    /// <param name="timeline">The scores.</param>
    /// <param name="labels">Names of its columns.</param>
    /// <param name="own">The genres that the song has, marked with a tick; empty where they are not known.</param>
    /// <param name="title">Which song.</param>
    /// <param name="colors">The colours of the genres, by which their names are marked; null for no marks.</param>
    /// <exception cref="WorkbenchException">Not one name a column.</exception>
    public static Figure GenreTimeline(ScoreTimeline timeline, IReadOnlyList<string> labels, IReadOnlyList<string> own, string title,
        GenreColors? colors = null)
    {
        if (labels.Count != timeline.Scores.LabelCount)
            throw new WorkbenchException(
                $"The timeline has {timeline.Scores.LabelCount} labels and {labels.Count} names were given; give one a label.");
        var centers = timeline.Centers;
        double MeanOf(int label) => Enumerable.Range(0, centers.Length).Average(window => timeline.Scores.Row(window)[label]);
        int[] ranking = [.. Enumerable.Range(0, labels.Count).OrderByDescending(MeanOf)
            .ThenBy(label => labels[label], StringComparer.Ordinal)];
        var scores = new double[ranking.Length, centers.Length];
        for (var row = 0; row < ranking.Length; row++)
            for (var window = 0; window < centers.Length; window++)
                scores[row, window] = timeline.Scores.Row(window)[ranking[row]];
        var hop = centers.Length > 1 ? centers[1] - centers[0] : timeline.WindowSeconds;
        var heatmap = new HeatmapTrace("Score", scores) { Range = (0, 1), X = (centers[0] - hop / 2, centers[^1] + hop / 2) };
        var rows = GenreAxis([.. ranking.Select(label => labels[label])], colors, ticked: own) with { Reversed = true };
        var time = new Axis(string.Create(CultureInfo.InvariantCulture,
            $"Time (s); a column hears {timeline.WindowSeconds:0.#} s around "
            + $"it{(timeline.HearsSegments ? "" : " as if that were the song")}"));
        return new(title, time, new Panel(rows, [heatmap]) { Height = Math.Max(BarsHeight(ranking.Length), 100) })
        {
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"{title}: scores of {labels.Count} genres in {centers.Length} windows of {timeline.WindowSeconds:0.#} s; "
                + $"on the whole "
                + $"{string.Join(", ", ranking.Take(3).Select(label => Text($"{labels[label]} {MeanOf(label):0.00}")))}"
                + $"{(own.Count > 0 ? $"; it is {string.Join(", ", own)}" : "")}"),
        };
    }
}
