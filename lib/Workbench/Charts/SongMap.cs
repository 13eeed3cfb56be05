using Workbench.Datasets;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

/// <summary>The songs of a training part as points.</summary>
/// <param name="part">The songs.</param>
/// <param name="colors">The colours of their genres.</param>
internal sealed class SongMap(TrainingPart part, GenreColors colors)
{
    /// <summary>By two columns of their features.</summary>
    public Figure ByColumns(string x, string y, string[] genres)
    {
        var (across, up) = (ColumnOf(x), ColumnOf(y));
        return Draw($"{part.Tracks.Length} training songs by two columns", x, y, row => [row[across], row[up]], genres);
    }

    /// <summary>By the first two principal components of all columns.</summary>
    public Figure ByComponents(string[] genres)
    {
        var components = PrincipalComponents.Fit(part);
        string Title(int i) =>
            FormattableString.Invariant($"Component {i + 1} ({components.ExplainedVarianceRatio[i]:0 %} of the variance)");
        return Draw($"Map of {part.Tracks.Length} training songs", Title(0), Title(1), components.Transform, genres);
    }

    private Figure Draw(string title, string x, string y, Func<ReadOnlySpan<float>, double[]> place, string[] genres)
    {
        var points = part.Tracks.Select((song, row) => (song, Place: place(part.Features.Row(row))));
        return Chart.Songs(title, new(x), new(y), [.. points.Select(p => (p.song, p.Place[0], p.Place[1]))],
            genres.Length == 0 ? null : genres, colors);
    }

    private int ColumnOf(string name) => part.Features.ColumnNames.IndexOf(name) is var column and >= 0 ? column
        : throw new WorkbenchException($"{name}: no such column; {NearestName.Hint(name, part.Features.ColumnNames)}");
}
