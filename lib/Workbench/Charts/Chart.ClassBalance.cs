using System.Globalization;
using Workbench.Datasets;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>How many tracks of a collection each label has, most first, with its share of all tracks.</summary>
    /// <param name="dataset">A collection with at least one label.</param>
    /// <exception cref="WorkbenchException">No track has a label.</exception>
    public static Figure ClassBalance(Dataset dataset) =>
        ClassBalance([.. dataset.LabelCounts.Select(count => (count.Key, count.Value))], dataset.Tracks.Length,
            GenreColors.Of(dataset));

    /// <summary>How many songs each label has, most first, with its share of all tracks.</summary>
    /// <param name="counts">Each label with its number of tracks, at least 0.</param>
    /// <param name="trackCount">Number of tracks; by default the sum of the counts, which is right when each track has one label.</param>
    /// <param name="colors">The colours of the genres; null for one colour.</param>
    /// <exception cref="WorkbenchException">No label, or a negative count.</exception>
    public static Figure ClassBalance(IReadOnlyList<(string Label, int Count)> counts, int? trackCount = null, GenreColors? colors = null)
    {
        RequireAny(counts, "The class balance", "label");
        if (counts.FirstOrDefault(c => c.Count < 0) is { Label: not null } wrong)
            throw new WorkbenchException($"Label '{wrong.Label}' has a count of {wrong.Count}; counts start at 0.");
        var all = trackCount ?? counts.Sum(c => c.Count);
        var sorted = counts.OrderByDescending(c => c.Count).ThenBy(c => c.Label, StringComparer.Ordinal).ToList();
        string Share(int count) => all == 0 ? "–" : Text($"{100.0 * count / all:0.0} %");
        var bars = new BarTrace("Songs", [.. sorted.Select(c => (double)c.Count)])
        {
            Orientation = Orientation.Horizontal,
            Styles = colors is null ? [] : [.. sorted.Select(c => colors[c.Label])],
            Labels = [.. sorted.Select(c => Text($"{c.Count:N0} · {Share(c.Count)}"))],
        };
        var genres = GenreAxis([.. sorted.Select(c => c.Label)], colors) with { Reversed = true };
        var (most, least) = (sorted[0], sorted[^1]);
        return new($"Class balance: {Balance(most, least)}", new("Songs"), new Panel(genres, [bars]) { Height = BarsHeight(sorted.Count) })
        {
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"Class balance of {sorted.Count} genres over {all:N0} songs: {most.Label} most ({most.Count:N0}, {Share(most.Count)}), "
                + $"{least.Label} least ({least.Count:N0}, {Share(least.Count)})"),
        };
    }

    private static string Balance((string Label, int Count) most, (string Label, int Count) least) =>
        most.Count == least.Count ? Text($"all equal, {most.Count:N0} songs each")
        : least.Count == 0 ? $"no song is {least.Label}"
        : Text($"{most.Label} has {(double)most.Count / least.Count:0.0} times the songs of {least.Label}");
}
