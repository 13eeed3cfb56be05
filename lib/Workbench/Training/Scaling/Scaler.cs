using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Training.Scaling;

/// <summary>Makes columns of different units comparable. Fitted from a training part only.</summary>
public abstract class Scaler
{
    /// <summary>Values that are sorted at a time, about: 32 MB of them.</summary>
    private const int MostSorted = 8 << 20;

    private protected Scaler() { }

    /// <summary>Which one it is.</summary>
    public abstract ScalerKind Kind { get; }

    /// <summary>Number of columns.</summary>
    public abstract int ColumnCount { get; }

    /// <summary>What was learned from the training part, as a model keeps it; every name starts with <c>scaler.</c></summary>
    internal abstract ImmutableArray<Tensor> Tensors { get; }

    /// <summary>Fits a scaler.</summary>
    /// <param name="part">The songs, with at least one frame.</param>
    /// <param name="kind">Which one.</param>
    /// <param name="work">What stops it; null for <see cref="Work.Default"/>.</param>
    public static Scaler Fit(TrainingPart part, ScalerKind kind = ScalerKind.Standard, Work? work = null) => kind switch
    {
        ScalerKind.Standard or ScalerKind.Overall => StandardScaler.Fit(part, kind, work),
        ScalerKind.Quantile => QuantileTransformer.Fit(part, work),
        ScalerKind.Rank => RankScaler.Fit(part, work),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The scaler whose <see cref="Tensors"/> these are; other tensors among them do not matter.</summary>
    /// <exception cref="WorkbenchException">One is missing.</exception>
    internal static Scaler From(ScalerKind kind, Weights tensors) => kind switch
    {
        ScalerKind.Standard or ScalerKind.Overall => new StandardScaler(tensors, kind),
        ScalerKind.Quantile => new QuantileTransformer(tensors),
        ScalerKind.Rank => new RankScaler(tensors),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Scales one row.</summary>
    /// <param name="row"><see cref="ColumnCount"/> values.</param>
    /// <param name="scaled">Where they go; may be the same memory.</param>
    public abstract void Transform(ReadOnlySpan<float> row, Span<float> scaled);

    /// <summary>Visits frames of all songs, evenly spaced in each.</summary>
    /// <param name="songs">The songs.</param>
    /// <param name="most">Frames of a song, at most.</param>
    /// <param name="visit">Told each frame.</param>
    /// <param name="work">What stops it; looked at before every song.</param>
    /// <returns>How many frames there were.</returns>
    private protected static int ForEachFrame(SongFeatures songs, int most, Action<ReadOnlySpan<float>> visit, Work work)
    {
        var (frame, total) = (new float[songs.ColumnCount], 0);
        for (var song = 0; song < songs.SongCount; song++)
        {
            work.ThrowIfStopped();
            var count = Math.Min(songs.FrameCount(song), most);
            for (var i = 0; i < count; i++)
            {
                songs.Read(song, (int)((long)i * songs.FrameCount(song) / count), frame);
                visit(frame);
            }
            total += count;
        }
        return total;
    }

    /// <summary>Asks something of the values of each column, which are in ascending order.</summary>
    /// <param name="songs">The songs.</param>
    /// <param name="mostFrames">Frames of all songs together, about, at most; at least one of each.</param>
    /// <param name="ask">Asked, on several threads; the values are others afterwards.</param>
    /// <param name="work">Threads, and what stops it.</param>
    /// <returns>The answer of each column.</returns>
    /// <remarks>A few columns at a time, for which the songs are read again: all at once would be the songs once more in memory.</remarks>
    private protected static T[] OfSortedColumns<T>(SongFeatures songs, int mostFrames, Func<float[], T> ask, Work work)
    {
        var most = Math.Max(1, mostFrames / songs.SongCount);
        var count = Enumerable.Range(0, songs.SongCount).Sum(song => Math.Min(songs.FrameCount(song), most));
        var atOnce = Math.Clamp(MostSorted / count, 1, songs.ColumnCount);
        var answers = new T[songs.ColumnCount];
        float[][] columns = [.. Enumerable.Range(0, atOnce).Select(_ => new float[count])];
        for (var first = 0; first < songs.ColumnCount; first += atOnce)
        {
            var (row, those) = (0, Math.Min(atOnce, songs.ColumnCount - first));
            ForEachFrame(songs, most, frame =>
            {
                for (var column = 0; column < those; column++)
                    columns[column][row] = frame[first + column];
                row++;
            }, work);
            Parallel.For(0, those, work.LoopOptions, column =>
            {
                Array.Sort(columns[column]);
                answers[first + column] = ask(columns[column]);
            });
        }
        return answers;
    }

    /// <summary>The value at a rank, on a straight line between those of whole ranks.</summary>
    private protected static float ValueAt(float[] sorted, double rank)
    {
        var below = (int)rank;
        return (float)(sorted[below] + (rank - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
