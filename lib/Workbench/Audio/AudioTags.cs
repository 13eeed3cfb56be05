using System.Collections.Immutable;

namespace Workbench.Audio;

/// <summary>
/// What a file says about itself. Texts are kept as written, blanks included; of what is longer than any name, no more than 65,536
/// characters a field.
/// </summary>
/// <param name="Artist">
/// Who plays, or whose album it is where nothing else is stated; several values are joined by <c>"; "</c>. Null if neither is stated.
/// </param>
/// <param name="Album">The release. Null if not stated.</param>
/// <param name="Title">The piece. Null if not stated.</param>
/// <param name="Genres">Distinct names in the order stated; empty if none. Lists such as <c>Rock; Pop</c> are taken apart at
/// the semicolon, but <c>Rock/Pop</c> is one genre, since a slash is also part of names. Numbers of ID3 are given as names.</param>
/// <param name="Year">Of the release, four digits. Null if not stated.</param>
public sealed record AudioTags(string? Artist, string? Album, string? Title, ImmutableArray<string> Genres, int? Year);
