using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>Songs that count as by one artist, though they name the artist differently, or others beside.</summary>
/// <param name="Artist">The spelling that stands for all.</param>
/// <param name="Spellings">What the songs say, most frequent first.</param>
/// <param name="Tracks">Their number.</param>
public sealed record ArtistReading(string Artist, ImmutableArray<string> Spellings, int Tracks);
