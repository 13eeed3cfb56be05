namespace Workbench.Cli.Ui;

/// <summary>A song that is like another, and why, in words and as an SVG.</summary>
internal sealed record SimilarSong(SongRow Song, double Distance, string Reason, string Figure);
