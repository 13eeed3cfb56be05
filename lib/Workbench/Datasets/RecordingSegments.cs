using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workbench.Datasets;

/// <summary>
/// Files that are pieces of one recording, by their names: those of GTZAN in ten (<c>blues.00000.0.wav</c>), numbered ones
/// (<c>song_part2.wav</c>, <c>000123_4.wav</c>) and stretches of time (<c>song_30-60.wav</c>).
/// </summary>
internal static partial class RecordingSegments
{
    /// <summary>A name that more of the songs have in common, by this number, is no recording's.</summary>
    private const int LargestShare = 4;

    private const int LongestName = 200;

    private static readonly (Kind Kind, Regex Pattern)[] Patterns =
        [(Kind.Tenth, TenthPattern()), (Kind.Word, WordPattern()), (Kind.Time, TimePattern()), (Kind.Number, NumberPattern())];

    /// <summary>Names the recording of each song that is a segment of one and says nothing of it yet.</summary>
    public static ImmutableArray<Track> Find(ImmutableArray<Track> tracks)
    {
        var recordings = new Dictionary<string, string>(StringComparer.Ordinal);
        var candidates = tracks.Where(track => track.Recording is null).Select(PieceOf).OfType<Piece>()
            .GroupBy(piece => (piece.Kind, piece.Recording));
        foreach (var pieces in candidates.Select(group => group.ToArray()))
            if (pieces.Length > 1 && (tracks.Length < 2 * LargestShare || pieces.Length * LargestShare <= tracks.Length) && Fit(pieces))
                foreach (var piece in pieces)
                    recordings.TryAdd(piece.TrackId, piece.Recording);
        return recordings.Count == 0 ? tracks
            : [.. tracks.Select(t => t.Recording is null && recordings.TryGetValue(t.Id, out var name) ? t with { Recording = name } : t)];
    }

    private static Piece? PieceOf(Track track)
    {
        var slash = track.Id.LastIndexOf('/');
        var (folder, name) = (track.Id[..(slash + 1)], Path.GetFileNameWithoutExtension(track.Id[(slash + 1)..]));
        if (name.Length > LongestName || !name.AsSpan().ContainsAnyExceptInRange('0', '9') || !name.AsSpan().ContainsAnyInRange('0', '9'))
            return null; // as most names
        foreach (var (kind, pattern) in Patterns)
            if (pattern.Match(name) is { Success: true } match && !IsLabel(match.Groups[1].Value, track, folder)
                && double.TryParse(match.Groups[2].Value, CultureInfo.InvariantCulture, out var start)
                && double.TryParse($"0{match.Groups[3].Value}", CultureInfo.InvariantCulture, out var end))
                return new(track.Id, kind, folder + match.Groups[1].Value, start, end);
        return null;
    }

    /// <summary><c>rock_clip_7</c> of the genre or folder rock is a song.</summary>
    private static bool IsLabel(string name, Track track, string folder) =>
        track.Labels.Append(folder.TrimEnd('/').Split('/')[^1])
            .Any(label => string.Equals(label, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the numbers of pieces count up from 0 or 1, and their times go on from each other.</summary>
    private static bool Fit(Piece[] pieces) => pieces[0].Kind switch
    {
        // Of one length each, or each from where the one before it ends.
        Kind.Time => pieces[0].End > pieces[0].Start
            && pieces.All(p => Math.Abs(p.End - p.Start - (pieces[0].End - pieces[0].Start)) < 0.01)
            || pieces.OrderBy(p => p.Start).SkipLast(1).Zip(pieces.OrderBy(p => p.Start).Skip(1)).All(p => p.First.End == p.Second.Start),
        Kind.Tenth => true,
        _ => pieces.Min(p => p.Start) <= 1 && pieces.Max(p => p.Start) <= 2 * pieces.Length
            && pieces.DistinctBy(p => p.Start).Count() == pieces.Length,
    };

    [GeneratedRegex(@"^(.*[\p{L}\p{Nd})\]])[ ._-]*\(?(?<!\p{L})(?:segment|seg|part|pt|chunk|clip|slice|split|fragment|frag|window|win"
        + @"|piece|excerpt|crop)[ ._-]?([0-9]{1,4})()\)?$", RegexOptions.IgnoreCase)]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^(.+?)[ ._-]+([0-9]+(?:\.[0-9]+)?)(?:s|sec)?[-_]([0-9]+(?:\.[0-9]+)?)(?:s|sec)?$", RegexOptions.IgnoreCase)]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"^([a-z]+\.[0-9]{5})\.([0-9])()$")]
    private static partial Regex TenthPattern();

    [GeneratedRegex(@"^(.*[0-9]{3})[._-]([0-9]{1,3})()$")]
    private static partial Regex NumberPattern();

    private enum Kind { Tenth, Word, Time, Number }

    private sealed record Piece(string TrackId, Kind Kind, string Recording, double Start, double End);
}
