using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>The probability of each genre of one song, the likeliest on top; those that are decided for have a tick.</summary>
    /// <param name="answer">What the model says.</param>
    /// <param name="title">Which song.</param>
    /// <param name="colors">The colours of the genres; null for one colour.</param>
    /// <exception cref="WorkbenchException">No label.</exception>
    public static Figure SongGenres(SongAnswer answer, string title, GenreColors? colors = null)
    {
        RequireAny(answer.Labels, "The figure of a song's genres", "label");
        var bars = new BarTrace("Probability", [.. answer.Labels.Select(label => label.Probability)])
        {
            Orientation = Orientation.Horizontal,
            Styles = colors is null ? [] : [.. answer.Labels.Select(label => colors[label.Label])],
            Labels = [.. answer.Labels.Select(label => Text($"{label.Probability:0.000}"))],
        };
        var genres = GenreAxis([.. answer.Labels.Select(label => label.Label)], colors, ticked: answer.Decided);
        return new(title, new("Probability") { Minimum = 0, Maximum = 1.15 }, new Panel(genres with { Reversed = true }, [bars])
        {
            Height = BarsHeight(answer.Labels.Length),
        })
        {
            Summary = $"{title}: decided for {(answer.Decided.IsEmpty ? "no genre" : string.Join(", ", answer.Decided))}; likeliest "
                + string.Join(", ", answer.Labels.Take(3).Select(label => Text($"{label.Label} {label.Probability:0.000}"))),
        };
    }
}
