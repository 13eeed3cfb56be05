using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>
/// Songs whose columns have mean 0 and standard deviation 1; one that is constant is 0. They are made as they are read, so that no second
/// table is in memory.
/// </summary>
internal sealed class StandardizedSongs
{
    private readonly SongFeatures songs;
    private readonly double[] means;
    private readonly double[] deviations;

    private StandardizedSongs(SongFeatures songs, int length, double[] means, double[] deviations) =>
        (this.songs, Length, this.means, this.deviations) = (songs, length, means, deviations);

    /// <summary>Number of songs.</summary>
    public int Count => songs.SongCount;

    /// <summary>Values of a song: its columns, and zeros.</summary>
    public int Length { get; }

    /// <summary>Whether no column tells any song from another.</summary>
    public bool AreAllAlike => !deviations.Any(deviation => deviation > 0);

    /// <summary>Measures the columns.</summary>
    /// <param name="songs">Summaries.</param>
    /// <param name="block">Rows are padded to a multiple of it.</param>
    /// <param name="work">What stops it.</param>
    public static StandardizedSongs Of(SongFeatures songs, int block, Work work)
    {
        var (means, squares) = (new double[songs.ColumnCount], new double[songs.ColumnCount]);
        ForEach(row =>
        {
            for (var column = 0; column < row.Length; column++)
                means[column] += row[column];
        });
        for (var column = 0; column < means.Length; column++)
            means[column] /= songs.SongCount;
        ForEach(row =>
        {
            for (var column = 0; column < row.Length; column++)
                squares[column] += (row[column] - means[column]) * (row[column] - means[column]);
        });
        return new(songs, (songs.ColumnCount + block - 1) / block * block, means,
            Array.ConvertAll(squares, sum => Math.Sqrt(sum / songs.SongCount)));

        void ForEach(Action<float[]> visit)
        {
            var row = new float[songs.ColumnCount];
            for (var song = 0; song < songs.SongCount; song++)
            {
                work.ThrowIfStopped();
                songs.Read(song, 0, row);
                visit(row);
            }
        }
    }

    /// <summary>Reads a song.</summary>
    /// <param name="song">Which one.</param>
    /// <param name="row">Filled, of <see cref="Length"/>.</param>
    public void Read(int song, float[] row)
    {
        songs.Read(song, 0, row.AsSpan(0, means.Length));
        for (var column = 0; column < means.Length; column++)
            row[column] = deviations[column] > 0 ? (float)((row[column] - means[column]) / deviations[column]) : 0;
    }
}
