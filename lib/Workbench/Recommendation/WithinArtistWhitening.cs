using System.Runtime.InteropServices;

namespace Workbench.Recommendation;

/// <summary>
/// Whitens standardised columns by their covariance within artists: the mean over artists' songs of (x - m)(x - m)', m being the mean of
/// the artist, drawn towards a multiple of the identity. Directions in which songs of one artist differ most are shortened.
/// </summary>
/// <remarks>
/// It is a forward substitution with the Cholesky factor L of that covariance S = L L': then the dot product of two whitened rows is
/// x' S^-1 y, and no eigenvectors are needed.
/// </remarks>
internal sealed class WithinArtistWhitening
{
    /// <summary>Songs that it is learned from, at most.</summary>
    public const int MostSongs = 10_000;

    private readonly double[] factor; // lower triangle, row by row: row i has i + 1 values
    private readonly int columnCount;

    private WithinArtistWhitening(double[] factor, int columnCount) => (this.factor, this.columnCount) = (factor, columnCount);

    /// <summary>Learns it; null where no two songs of one artist differ, or nothing shall be whitened.</summary>
    /// <param name="artists">The songs of each artist, as places in <paramref name="rowOf"/>.</param>
    /// <param name="columnCount">Number of columns.</param>
    /// <param name="shrinkage">The weight of the multiple of the identity: <see cref="SimilaritySpec.Shrinkage"/>.</param>
    /// <param name="rowOf">Gives the standardised row of a song.</param>
    public static WithinArtistWhitening? Fit(IEnumerable<int[]> artists, int columnCount, double shrinkage, Action<int, Span<double>> rowOf)
    {
        if (shrinkage >= 1)
            return null;
        var covariance = new double[columnCount * (columnCount + 1) / 2];
        var count = 0;
        foreach (var songs in artists.Where(songs => songs.Length > 1))
        {
            if (count + songs.Length > MostSongs)
                break;
            AddScatter(songs, columnCount, rowOf, covariance);
            count += songs.Length;
        }
        var trace = 0.0;
        for (var column = 0; column < columnCount; column++)
            trace += covariance[Start(column) + column];
        if (!(trace > 0))
            return null;
        var scale = (1 - shrinkage) * columnCount / trace; // the mean of the diagonal becomes 1
        for (var row = 0; row < columnCount; row++)
            for (var column = 0; column <= row; column++)
                covariance[Start(row) + column] = scale * covariance[Start(row) + column] + (row == column ? shrinkage : 0);
        Factorise(covariance, columnCount);
        return new(covariance, columnCount);
    }

    /// <summary>Whitens a row in place.</summary>
    public void Apply(Span<double> row)
    {
        for (var i = 0; i < columnCount; i++)
        {
            var known = factor.AsSpan(Start(i), i + 1);
            var sum = row[i];
            for (var k = 0; k < i; k++)
                sum -= known[k] * row[k];
            row[i] = sum / known[i];
        }
    }

    /// <summary>Writes all of it but the number of columns.</summary>
    public void Write(BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(factor.AsSpan()));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static WithinArtistWhitening Read(BinaryReader reader, int columnCount)
    {
        var factor = new double[Start(columnCount)];
        reader.ReadExactly(MemoryMarshal.AsBytes(factor.AsSpan()));
        return new(factor, columnCount);
    }

    private static void AddScatter(int[] songs, int columnCount, Action<int, Span<double>> rowOf, double[] scatter)
    {
        var rows = new double[songs.Length][];
        var mean = new double[columnCount];
        for (var song = 0; song < songs.Length; song++)
        {
            rows[song] = new double[columnCount];
            rowOf(songs[song], rows[song]);
            for (var column = 0; column < columnCount; column++)
                mean[column] += rows[song][column] / songs.Length;
        }
        foreach (var row in rows)
            for (var i = 0; i < columnCount; i++)
            {
                var difference = row[i] - mean[i];
                var target = scatter.AsSpan(Start(i), i + 1);
                for (var k = 0; k <= i; k++)
                    target[k] += difference * (row[k] - mean[k]);
            }
    }

    /// <summary>Cholesky's factor in place of a symmetric matrix without eigenvalues below the shrinkage.</summary>
    private static void Factorise(double[] matrix, int size)
    {
        for (var i = 0; i < size; i++)
        {
            var rowI = matrix.AsSpan(Start(i), i + 1);
            for (var j = 0; j <= i; j++)
            {
                var rowJ = matrix.AsSpan(Start(j), j + 1);
                var sum = rowI[j];
                for (var k = 0; k < j; k++)
                    sum -= rowI[k] * rowJ[k];
                rowI[j] = j == i ? Math.Sqrt(sum) : sum / rowJ[j];
            }
        }
    }

    private static int Start(int row) => row * (row + 1) / 2;
}
