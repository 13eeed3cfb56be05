namespace Workbench.Demo;

/// <summary>What one instrument plays.</summary>
/// <param name="Trait">Its place in the music: bass, chords, pad or lead.</param>
/// <param name="Patch">The instrument.</param>
/// <param name="Notes">What it plays.</param>
internal sealed record ScorePart(Trait Trait, Patch Patch, IReadOnlyList<Note> Notes);
