using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Cli.Ui;

/// <summary>A song in a list of songs.</summary>
/// <param name="Number">Its number among the songs of its run, from 0.</param>
/// <param name="Id">Its id in the dataset.</param>
/// <param name="Title">Its title; its id where that is not known.</param>
/// <param name="Artist">The artist, where known.</param>
/// <param name="Album">The album, where known.</param>
/// <param name="Genres">The genres that it has.</param>
/// <param name="Part">The part that it is in, where the model answered it there.</param>
/// <param name="Answer">What the model said to it there.</param>
/// <param name="HasSound">Whether browsers play files of its kind.</param>
internal sealed record SongRow(int Number, string Id, string Title, string? Artist, string? Album, ImmutableArray<string> Genres,
    string? Part, ImmutableArray<string> Answer, bool HasSound)
{
    public static SongRow Of(int number, Track track, SongAnswer? answer) => new(number, track.Id, track.Title ?? track.Id, track.Artist,
        track.Album, track.Labels, answer?.Part, answer?.Genres ?? [], SoundFile.TypeOf(track.AudioPath) is not null);
}
