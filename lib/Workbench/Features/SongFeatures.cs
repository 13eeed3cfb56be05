using System.Collections.Immutable;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// The features of many songs. A song is frames: rows of columns, in order of time. Of a spec with statistics a song has one
/// row, its summary; of a spec without, as many as its length gives.
/// </summary>
/// <param name="columnNames">One name a column, in order.</param>
public abstract class SongFeatures(ImmutableArray<string> columnNames)
{
    /// <summary>One name a column, in order.</summary>
    public ImmutableArray<string> ColumnNames { get; } = columnNames;

    /// <summary>Number of columns, at least 1.</summary>
    public int ColumnCount => ColumnNames.Length;

    /// <summary>Number of songs.</summary>
    public abstract int SongCount { get; }

    /// <summary>One row a song, <c>[songs, columns]</c>.</summary>
    /// <exception cref="WorkbenchException">These are frames.</exception>
    public virtual FeatureMatrix Summaries =>
        throw new WorkbenchException($"These features keep every frame of {SongCount} songs, and one row a song is wanted. "
            + "Name at least one statistic in the feature spec.");

    /// <summary>Whether every song has just its summary.</summary>
    public virtual bool AreSummaries => false;

    /// <summary>The same songs by each of several specs that were extracted together; of one spec these alone.</summary>
    internal virtual ImmutableArray<SongFeatures> Parts => [this];

    /// <summary>The same songs by several specs.</summary>
    /// <param name="parts">At least one, in the order of <see cref="FeatureSpec.Parts"/>, with as many songs each.</param>
    internal static SongFeatures Together(ImmutableArray<SongFeatures> parts) => parts is [var only] ? only : new SongsTogether(parts);

    /// <summary>What was extracted from one clip.</summary>
    /// <param name="spec">What it is.</param>
    /// <param name="extracted">A row of statistics, or a row a frame.</param>
    public static SongFeatures OfClip(FeatureSpec spec, FeatureMatrix extracted) =>
        spec.KeepsFrames ? new ClipFrames(extracted) : new SongSummaries(extracted);

    /// <summary>Number of frames of a song, at least 1.</summary>
    /// <param name="song">0 to <see cref="SongCount"/> - 1.</param>
    public abstract int FrameCount(int song);

    /// <summary>Reads consecutive frames of a song.</summary>
    /// <param name="song">0 to <see cref="SongCount"/> - 1.</param>
    /// <param name="firstFrame">The first of them.</param>
    /// <param name="values"><c>[frames, columns]</c>, the result; its length says how many frames.</param>
    public abstract void Read(int song, int firstFrame, Span<float> values);

    /// <summary>These songs, and then others.</summary>
    /// <param name="others">Songs with the same columns; both summaries, or both frames.</param>
    internal virtual SongFeatures Then(SongFeatures others) =>
        new JoinedSongs(
            [.. Enumerable.Range(0, SongCount).Select(i => (this, i)), .. Enumerable.Range(0, others.SongCount).Select(i => (others, i))]);

    /// <summary>The chosen songs, in the order given.</summary>
    public abstract SongFeatures Songs(IReadOnlyList<int> indices);
}
