using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>Which songs belong together on one side of a split: those of one artist in all spellings, and of one recording.</summary>
internal static class SongGroups
{
    /// <summary>Finds segments and artists, and says what was joined.</summary>
    public static Dataset Join(Dataset dataset)
    {
        var tracks = RecordingSegments.Find(dataset.Tracks);
        var credits = new ArtistCredits(tracks.Select(t => t.Artist).OfType<string>());
        var artistsOf = tracks.Select(t => t.Artist).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToDictionary(artist => artist, artist => credits.ArtistsOf(artist), StringComparer.Ordinal);
        string[] nobody = [.. artistsOf.Where(a => a.Value.IsEmpty).Select(a => a.Key).Order(StringComparer.Ordinal)];
        var unnamed = tracks.Count(IsByNobody);
        tracks = [.. tracks.Select(t => IsByNobody(t) ? t with { Artist = null } : t)];

        var joined = new Joined();
        foreach (var names in artistsOf.Values)
            joined.Join(names);
        foreach (var track in tracks)
            if (track is { Artist: { } artist, Recording: { } recording })
                joined.Join([artistsOf[artist][0], NameOf(recording)]);
        string?[] setOf = [.. tracks.Select(t => t.Artist is { } artist ? joined.NameOf(artistsOf[artist][0])
            : t.Recording is { } recording ? joined.NameOf(NameOf(recording))
            : null)];
        var readings = tracks.Zip(setOf).Where(t => t.First.Artist is not null)
            .GroupBy(t => t.Second!, t => t.First.Artist!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, ReadingOf, StringComparer.Ordinal);
        return dataset with
        {
            Tracks = [.. tracks.Zip(setOf, (track, set) => track with
            {
                ArtistGroup = set is null ? null : readings.GetValueOrDefault(set)?.Artist,
            })],
            ArtistReadings = [.. readings.Values.Where(r => r.Spellings.Length > 1).OrderBy(r => r.Artist, StringComparer.Ordinal)],
            Notes = [.. dataset.Notes, .. Notes(tracks, unnamed, nobody)],
        };

        bool IsByNobody(Track track) => track.Artist is { } artist && artistsOf[artist].IsEmpty;

        static string NameOf(string recording) => $"\n{recording}"; // as no artist is called
    }

    private static ArtistReading ReadingOf(IEnumerable<string> artists)
    {
        var counts = artists.CountBy(artist => artist)
            .OrderByDescending(c => c.Value)
            .ThenBy(c => c.Key.Length)
            .ThenBy(c => c.Key, StringComparer.Ordinal)
            .ToArray();
        return new(counts[0].Key, [.. counts.Select(c => c.Key)], counts.Sum(c => c.Value));
    }

    private static IEnumerable<string> Notes(ImmutableArray<Track> tracks, int unnamed, string[] nobody)
    {
        var segments = tracks.Where(t => t.Recording is not null).ToArray();
        if (segments.Length > 0)
            yield return $"{segments.Length} song(s) are segments of {segments.DistinctBy(t => t.Recording).Count()} recording(s), "
                + $"for instance {segments[0].Id} of {segments[0].Recording}: those of one recording stay on one side of a split.";
        if (unnamed > 0)
            yield return $"{unnamed} song(s) are by {string.Join(", ", nobody.Take(3))}, which is no artist.";
    }

    /// <summary>Names that are joined, one by one, to sets; each set goes by one of them.</summary>
    private sealed class Joined
    {
        private readonly Dictionary<string, string> above = new(StringComparer.Ordinal);

        public void Join(IEnumerable<string> names)
        {
            string? first = null;
            foreach (var name in names)
            {
                var top = NameOf(name);
                if (first is null)
                    first = top;
                else if (top != first)
                    above[top] = first;
            }
        }

        public string NameOf(string name)
        {
            var top = name;
            while (above.TryGetValue(top, out var next))
                top = next;
            while (above.TryGetValue(name, out var next) && next != top)
                (above[name], name) = (top, next); // so that chains stay short
            return top;
        }
    }
}
