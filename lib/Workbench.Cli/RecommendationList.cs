using System.Collections.Immutable;

namespace Workbench.Cli;

/// <summary>What <c>workbench recommend --json</c> prints.</summary>
internal sealed record RecommendationList(
    string Run, string? RunIs, AskedCatalogue Catalogue, string Song, ImmutableArray<RecommendedSong> Recommendations,
    SavedPlaylist? Playlist);
