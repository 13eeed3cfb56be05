using System.Collections.Immutable;

namespace Workbench.Features;

/// <summary>Frames of songs from several places.</summary>
/// <param name="songs">Where each song is; all have the same columns.</param>
internal sealed class JoinedSongs(ImmutableArray<(SongFeatures Source, int Song)> songs) : SongFeatures(songs[0].Source.ColumnNames)
{
    /// <inheritdoc/>
    public override int SongCount => songs.Length;

    /// <inheritdoc/>
    public override int FrameCount(int song) => songs[song].Source.FrameCount(songs[song].Song);

    /// <inheritdoc/>
    public override void Read(int song, int firstFrame, Span<float> values) =>
        songs[song].Source.Read(songs[song].Song, firstFrame, values);

    /// <inheritdoc/>
    public override SongFeatures Songs(IReadOnlyList<int> indices) => new JoinedSongs([.. indices.Select(i => songs[i])]);
}
