using System.Collections.Immutable;
using Workbench.Recommendation;

namespace Workbench.Cli;

/// <summary>One recommended song as <c>workbench recommend --json</c> prints it.</summary>
internal sealed record RecommendedSong(
    string Track, string? Path, string? Artist, string? Title, double Distance, ImmutableArray<string> Labels,
    ImmutableArray<string> SharedGenres, string Reason, ImmutableArray<PartSimilarity> Parts, double FromHubs,
    double FromProfile, ImmutableArray<SharedTrait> Traits, bool IsGone)
{
    public static RecommendedSong From(Neighbor neighbor) => new(
        neighbor.Track.Id, neighbor.Track.AudioPath is { Length: > 0 } path ? path : null, neighbor.Track.Artist, neighbor.Track.Title,
        neighbor.Distance, neighbor.Track.Labels, [.. neighbor.SharedGenres], neighbor.Reason, neighbor.Parts, neighbor.FromHubs,
        neighbor.FromProfile, neighbor.Traits, neighbor.Track.AudioPath is { Length: > 0 } file && !File.Exists(file));
}
