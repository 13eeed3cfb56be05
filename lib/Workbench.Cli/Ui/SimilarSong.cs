namespace Workbench.Cli.Ui;

/// <summary>A song that is like another, and why.</summary>
internal sealed record SimilarSong(SongRow Song, double Distance, string Reason);
