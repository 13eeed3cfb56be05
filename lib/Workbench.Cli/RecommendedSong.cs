using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Foundation;
using Workbench.Recommendation;

namespace Workbench.Cli;

/// <summary>One recommended song as <c>workbench recommend --json</c> prints it.</summary>
internal sealed record RecommendedSong(
    string Track, string? Path, string? Artist, string? Title, double Distance, ImmutableArray<string> Labels,
    ImmutableArray<string> SharedGenres, string Reason, ImmutableArray<PartSimilarity> Parts, double FromHubs,
    double FromProfile, ImmutableArray<SharedTrait> Traits, bool IsGone)
{
    /// <summary>What the parts add up to, in words.</summary>
    [JsonIgnore]
    public string Sum { get; private init; } = "";

    /// <summary>Where both songs sound most alike; null where nobody asked, or of <see cref="NoMoments"/>.</summary>
    public MomentsAlike? Moments { get; private init; }

    /// <summary>Why no moments can be found.</summary>
    public string? NoMoments { get; private init; }

    public static RecommendedSong From(Neighbor neighbor) => new(
        neighbor.Track.Id, neighbor.Track.AudioPath is { Length: > 0 } path ? path : null, neighbor.Track.Artist, neighbor.Track.Title,
        neighbor.Distance, neighbor.Track.Labels, [.. neighbor.SharedGenres], neighbor.Reason, neighbor.Parts, neighbor.FromHubs,
        neighbor.FromProfile, neighbor.Traits, neighbor.Track.AudioPath is { Length: > 0 } file && !File.Exists(file))
    {
        Sum = neighbor.Sum,
    };

    /// <summary>The same with the moments that are most like the song asked about.</summary>
    public RecommendedSong Hear(Func<MomentsAlike> moments)
    {
        try
        {
            return this with { Moments = moments() };
        }
        catch (WorkbenchException reason)
        {
            return this with { NoMoments = reason.Message };
        }
    }
}
