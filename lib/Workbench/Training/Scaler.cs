using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Features;
using Workbench.Training.Kernels;

namespace Workbench.Training;

/// <summary>Brings every column to mean 0 and standard deviation 1, as scikit-learn's <c>StandardScaler</c>. Fitted from a training part only.</summary>
public sealed class Scaler
{
    /// <summary>Frames of a song that are looked at, at most.</summary>
    internal const int FramesOfSong = 128;

    private readonly float[] mean;
    private readonly float[] std;

    internal Scaler(float[] mean, float[] std)
    {
        this.mean = mean;
        this.std = std;
    }

    /// <summary>Mean of each column.</summary>
    public ImmutableArray<float> Mean => [.. mean];

    /// <summary>Standard deviation of each column (0 degrees of freedom taken off); 1 for a constant column.</summary>
    public ImmutableArray<float> Std => [.. std];

    /// <summary>Number of columns.</summary>
    public int ColumnCount => mean.Length;

    /// <summary>
    /// Means and deviations of the training part, summed in double precision. Of a song of many frames <see cref="FramesOfSong"/>
    /// are taken, evenly spaced: a library of 100,000 songs has more than anyone wants to read twice.
    /// </summary>
    public static Scaler Fit(TrainingPart part)
    {
        var songs = part.Songs;
        var (sums, squares) = (new double[songs.ColumnCount], new double[songs.ColumnCount]);
        var count = ForEachFrame(songs, frame => Columns.Add(frame, sums));
        double[] means = [.. sums.Select(sum => sum / count)];
        var first = new float[songs.ColumnCount];
        songs.Read(0, 0, first);
        var isConstant = Enumerable.Repeat(true, songs.ColumnCount).ToArray();
        ForEachFrame(songs, frame =>
        {
            for (var column = 0; column < frame.Length; column++)
            {
                var distance = frame[column] - means[column];
                squares[column] += distance * distance;
                isConstant[column] &= frame[column] == first[column];
            }
        });
        return new([.. means.Select(mean => (float)mean)], [.. squares.Select((square, column) => isConstant[column] ? 1 : (float)Math.Sqrt(square / count))]);
    }

    private static long ForEachFrame(SongFeatures songs, Action<ReadOnlySpan<float>> visit)
    {
        var (frame, total) = (new float[songs.ColumnCount], 0L);
        for (var song = 0; song < songs.SongCount; song++)
        {
            var count = Math.Min(songs.FrameCount(song), FramesOfSong);
            for (var i = 0; i < count; i++)
            {
                songs.Read(song, (int)((long)i * songs.FrameCount(song) / count), frame);
                visit(frame);
            }
            total += count;
        }
        return total;
    }

    /// <summary>Scales one row: <c>(x - mean) / std</c>.</summary>
    /// <param name="row"><see cref="ColumnCount"/> values.</param>
    /// <param name="scaled">Where they go; may be the same memory.</param>
    public void Transform(ReadOnlySpan<float> row, Span<float> scaled)
    {
        for (var column = 0; column < mean.Length; column++)
            scaled[column] = (row[column] - mean[column]) / std[column];
    }
}
