using Workbench.Datasets;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

public static partial class Chart
{
    /// <summary>
    /// Songs as points in the colours of their genres, the frequent genres as larger ones below: a song of several genres is a target.
    /// The pointer shows the song.
    /// </summary>
    /// <param name="title">What is seen.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="songs">Each song with its place, at least one.</param>
    /// <param name="labels">
    /// The genres to colour; by default the most frequent ones, as many as can be told apart. Songs of no such genre are grey.
    /// </param>
    /// <param name="colors">The colours of the genres; null for their order in the figure.</param>
    /// <param name="path">Ids of songs that a line leads through, in its order; null for none.</param>
    /// <exception cref="WorkbenchException">
    /// No song, more genres than colours, a genre that no song has, or a path through none of the songs.
    /// </exception>
    public static Figure Songs(string title, Axis x, Axis y, IReadOnlyList<(Track Song, double X, double Y)> songs,
        IReadOnlyList<string>? labels = null, GenreColors? colors = null, IReadOnlyList<string>? path = null)
    {
        RequireAny(songs, title, "song");
        var counts = songs.SelectMany(s => s.Song.Labels).CountBy(label => label).ToDictionary();
        if (labels?.FirstOrDefault(label => !counts.ContainsKey(label)) is { } unknown)
            throw new WorkbenchException($"{title}: no song here has the genre {unknown}; "
                + NearestName.Hint(unknown, counts.Keys.Order(StringComparer.Ordinal)));
        if (labels?.Count > GenreColors.Count)
            throw new WorkbenchException(
                $"{title}: {labels.Count} genres are more than the {GenreColors.Count} that can be told apart by colour; name fewer.");
        string[] colored = [.. (labels ?? [.. counts.Keys])
            .OrderByDescending(label => counts[label])
            .ThenBy(label => label, StringComparer.Ordinal)
            .Take(GenreColors.Count)];
        colors = colors?.Among(colored);
        double SizeOf(int rank) => songs.All(s => s.Song.Labels.Length == 1) ? 6 : 9 - 4.0 * rank / Math.Max(1, colored.Length - 1);
        var others = songs.Where(s => !s.Song.Labels.Any(colored.Contains)).ToList();
        var traces = colored.Select(Trace (label, i) =>
            Dots(Text($"{label} ({counts[label]})"), songs.Where(s => s.Song.Labels.Contains(label)), SizeOf(i)) with
            {
                Style = colors?[label],
            }).ToList();
        if (others.Count > 0)
            traces.Insert(0, Dots(Text($"Other genres ({others.Count})"), others, SizeOf(0)) with { Emphasis = Emphasis.Guide });
        if (path is not null)
            traces.AddRange(PathThrough(title, songs, path));
        return new(title, x, new Panel(y, [.. traces]) { Height = 360 })
        {
            Summary = Text(
                $"{title}: {songs.Count:N0} songs, {x.Title} across, {y.Title} up, in the colours of {string.Join(", ", colored)}"),
        };
    }

    /// <summary>A line through songs, on which each has its number under the pointer; the first is a larger dot.</summary>
    private static IEnumerable<Trace> PathThrough(
        string title, IReadOnlyList<(Track Song, double X, double Y)> songs, IReadOnlyList<string> path)
    {
        var places = songs.ToDictionary(song => song.Song.Id);
        (Track Song, double X, double Y)[] stops = [.. path.Where(places.ContainsKey).Select(id => places[id])];
        RequireAny(stops, $"The path of {title}", "song that is on the map");
        ScatterTrace Stops(string name, int first, int count, double size) =>
            new(name, [.. stops[first..count].Select(stop => stop.X)], [.. stops[first..count].Select(stop => stop.Y)])
            {
                Names = [.. stops[first..count].Select((stop, i) => Text($"{first + i + 1}. {stop.Song.DisplayName}"))],
                Size = size,
                Emphasis = Emphasis.Strong,
            };
        yield return new LineTrace("Path", [.. stops.Select(stop => stop.X)], [.. stops.Select(stop => stop.Y)])
        {
            Emphasis = Emphasis.Strong,
        };
        yield return Stops("Path", 0, stops.Length, 6);
        yield return Stops("Its first song", 0, 1, 13);
    }

    private static ScatterTrace Dots(string name, IEnumerable<(Track Song, double X, double Y)> songs, double size)
    {
        (Track Song, double X, double Y)[] dots = [.. songs];
        return new(name, [.. dots.Select(d => d.X)], [.. dots.Select(d => d.Y)])
        {
            Names = [.. dots.Select(d => $"{d.Song.DisplayName} ({string.Join(", ", d.Song.Labels)})")],
            Size = size,
        };
    }
}
