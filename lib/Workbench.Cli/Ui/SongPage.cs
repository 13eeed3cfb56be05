using System.Collections.Immutable;

namespace Workbench.Cli.Ui;

/// <summary>Some of the songs of a run.</summary>
/// <param name="Total">How many songs the run has.</param>
/// <param name="Found">How many of them were asked for.</param>
/// <param name="Songs">Those of them that stand on the page.</param>
/// <param name="Genres">The genres of all songs.</param>
internal sealed record SongPage(int Total, int Found, ImmutableArray<SongRow> Songs, ImmutableArray<string> Genres);
