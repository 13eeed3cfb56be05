namespace Workbench.Demo;

/// <summary>A track before it is made.</summary>
/// <param name="Number">Its number in the corpus, from 0; seeds its music.</param>
/// <param name="Artist">Who plays.</param>
/// <param name="Genres">In ordinal order of their names.</param>
/// <param name="Title">The invented title.</param>
/// <param name="Path">Where it lies below the corpus's folder, with forward slashes.</param>
internal sealed record TrackPlan(int Number, ArtistProfile Artist, IReadOnlyList<Genre> Genres, string Title, string Path);
