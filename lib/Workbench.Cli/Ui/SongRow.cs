using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Inference;

namespace Workbench.Cli.Ui;

/// <summary>A song in a list of songs.</summary>
/// <param name="Number">Its number among the songs of its run, from 0.</param>
/// <param name="Id">Its id in the dataset.</param>
/// <param name="Title">Its title; its id where that is not known.</param>
/// <param name="Artist">The artist, where known.</param>
/// <param name="Album">The album, where known.</param>
/// <param name="Genres">The genres that it has.</param>
/// <param name="Part">The part that it is in, where the model answered it there.</param>
/// <param name="Answer">What the model said to it there, above all what was wrong.</param>
/// <param name="Loss">Log loss of that answer: 0 is perfect.</param>
/// <param name="HasSound">Whether it is known where its sound is: a table of features may not say.</param>
internal sealed record SongRow(int Number, string Id, string Title, string? Artist, string? Album, ImmutableArray<string> Genres,
    string? Part, string? Answer, double? Loss, bool HasSound)
{
    public static SongRow Of(int number, Track track, string? part = null, SongLoss? loss = null) => new(number, track.Id,
        track.Title ?? track.Id, track.Artist, track.Album, track.Labels, part, loss?.InWords, loss?.Loss,
        track.AudioPath.Length > 0);
}
