using Workbench.Export.Graph;

namespace Workbench.Export.Network;

/// <summary>A song as a model hears it, as <see cref="Training.Segments"/> cuts it.</summary>
internal static class SegmentGraph
{
    /// <summary>
    /// The frames of each segment: from the song's first frame to its last, evenly spaced; a song that is shorter than a segment
    /// is heard over and over.
    /// </summary>
    /// <param name="frameCount">Frames of the song: a single int64.</param>
    /// <param name="length">Frames of a segment.</param>
    /// <returns><c>[segments, length]</c>.</returns>
    public static Value Places(Value frameCount, int length)
    {
        var count = (frameCount + (length - 1)) / length;
        var starts = count.Range() * (frameCount - length) / (count - 1).AtLeast(1);
        var frames = frameCount.Graph.Constant([.. Enumerable.Range(0, length).Select(frame => (long)frame)], 1, length);
        return (starts.Unsqueeze(1) + frames).Mod(frameCount);
    }
}
