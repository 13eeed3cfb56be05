using Workbench.Features;
using Workbench.Training.Scaling;

namespace Workbench.Training;

/// <summary>
/// Songs as a model hears them: in segments of so many frames, scaled. A summary is a segment of one frame. A song that is
/// shorter than a segment is heard over and over.
/// </summary>
/// <param name="songs">The songs.</param>
/// <param name="scaler">Applied to every frame.</param>
/// <param name="frameCount">Frames of a segment, at least 1.</param>
internal sealed class Segments(SongFeatures songs, Scaler scaler, int frameCount)
{
    private readonly float[] frames = new float[frameCount * songs.ColumnCount];

    /// <summary>Values of a segment.</summary>
    public int Size => frameCount * songs.ColumnCount;

    /// <summary>Number of songs.</summary>
    public int SongCount => songs.SongCount;

    /// <summary>As many segments of a song as are needed to hear all of it.</summary>
    public int Count(int song) => Math.Max(1, (songs.FrameCount(song) + frameCount - 1) / frameCount);

    /// <summary>Where each of these segments starts: from the song's first frame to its last, evenly spaced.</summary>
    /// <param name="song">The song.</param>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public int Start(int song, int index) =>
        index == 0 ? 0 : (int)((long)index * (songs.FrameCount(song) - frameCount) / (Count(song) - 1));

    /// <summary>A start by chance.</summary>
    public int RandomStart(int song, Random rng) =>
        songs.FrameCount(song) <= frameCount ? 0 : rng.Next(songs.FrameCount(song) - frameCount + 1);

    /// <summary>Reads a segment.</summary>
    /// <param name="song">The song.</param>
    /// <param name="start">Its first frame.</param>
    /// <param name="image"><c>[columns, frames]</c>, the result: bands are rows, time runs along them.</param>
    public void Read(int song, int start, Span<float> image)
    {
        var columns = songs.ColumnCount;
        for (var have = 0; have < frameCount;)
        {
            var count = Math.Min(frameCount - have, songs.FrameCount(song) - start);
            songs.Read(song, start, frames.AsSpan(have * columns, count * columns));
            (have, start) = (have + count, 0);
        }
        for (var frame = 0; frame < frameCount; frame++)
        {
            var values = frames.AsSpan(frame * columns, columns);
            scaler.Transform(values, values);
            for (var column = 0; column < columns; column++)
                image[column * frameCount + frame] = values[column];
        }
    }
}
