namespace Workbench.Recommendation.Shared;

/// <summary>What has changed in a catalogue.</summary>
/// <param name="Revision">How far one is with it.</param>
/// <param name="IsWhole">Whether these are all its songs, whatever was known before.</param>
/// <param name="Songs">The songs that were put.</param>
/// <param name="Removed">The ids of those that were taken out.</param>
internal sealed record SharedUpdate(
    SharedRevision Revision, bool IsWhole, IReadOnlyList<SharedSong> Songs, IReadOnlyList<string> Removed);
