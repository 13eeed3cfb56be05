namespace Workbench.Datasets;

/// <summary>How long a song is.</summary>
/// <param name="Track">The <see cref="Track.Id"/>.</param>
/// <param name="Seconds">Of sound.</param>
public sealed record SongDuration(string Track, double Seconds);
