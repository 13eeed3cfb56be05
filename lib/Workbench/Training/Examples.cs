using Workbench.Datasets;
using Workbench.Training.Kernels;
using Workbench.Training.Scaling;

namespace Workbench.Training;

/// <summary>A part of a split as the network sees it: segments of songs and labels as numbers.</summary>
/// <param name="part">The songs.</param>
/// <param name="scaler">Applied to every frame.</param>
/// <param name="vocabulary">The labels, in the order of the outputs.</param>
/// <param name="segmentFrames">Frames of a segment; 1 for summaries.</param>
internal sealed class Examples(SplitPart part, Scaler scaler, LabelVocabulary vocabulary, int segmentFrames)
{
    /// <summary>The songs in segments.</summary>
    public Segments Segments { get; } = new(part.Songs, scaler, segmentFrames);

    /// <summary>Number of songs.</summary>
    public int Count => part.Tracks.Length;

    /// <summary>Which songs have which labels.</summary>
    public LabelMatrix Labels { get; } = vocabulary.Encode(part.Tracks);

    /// <summary>Reads a segment of each of some songs, drawn by chance.</summary>
    /// <param name="songs">The songs.</param>
    /// <param name="rng">Draws.</param>
    /// <param name="input">Filled, <c>[songs, values of a segment]</c>.</param>
    /// <param name="targets">Filled, <c>[songs, labels]</c>.</param>
    public void Gather(ReadOnlySpan<int> songs, Random rng, Matrix input, Matrix targets)
    {
        input.Rows = songs.Length;
        for (var i = 0; i < songs.Length; i++)
            Segments.Read(songs[i], Segments.RandomStart(songs[i], rng), input.Row(i));
        FillTargets(songs, targets);
    }

    /// <summary>Writes the labels of songs as 0 and 1.</summary>
    public void FillTargets(ReadOnlySpan<int> songs, Matrix targets)
    {
        targets.Rows = songs.Length;
        for (var i = 0; i < songs.Length; i++)
            for (var label = 0; label < targets.Columns; label++)
                targets.Row(i)[label] = Labels[songs[i], label] ? 1 : 0;
    }
}
