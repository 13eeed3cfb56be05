using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Recommendation.Shared;

/// <summary>What is known of a song beside its sound; the members are those of <see cref="Track"/>.</summary>
/// <param name="Path">Where its file lies, on the machine that has put it.</param>
/// <param name="Labels">Its genres.</param>
/// <param name="Artist">The artist, where known.</param>
/// <param name="Album">The album, where known.</param>
/// <param name="Title">The title, where known.</param>
/// <param name="Recording">What it is a segment of, where it is one.</param>
internal sealed record SharedAbout(
    string Path, ImmutableArray<string> Labels, string? Artist, string? Album, string? Title, string? Recording)
{
    /// <summary>What is known of a track.</summary>
    public static SharedAbout Of(Track track) =>
        new(track.AudioPath, track.Labels, track.Artist, track.Album, track.Title, track.Recording);
}
