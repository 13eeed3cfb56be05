using System.Collections.Immutable;

namespace Workbench.Datasets;

/// <summary>A genre tag that says one thing and was read as another.</summary>
/// <param name="Tag">What the files say.</param>
/// <param name="Genres">What was made of it by the table <c>genre-aliases.csv</c>.</param>
/// <param name="Tracks">Files that say so.</param>
public sealed record TagReading(string Tag, ImmutableArray<string> Genres, int Tracks);
