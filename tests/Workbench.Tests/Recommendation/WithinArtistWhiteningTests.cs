using Workbench.Recommendation;

namespace Workbench.Tests.Recommendation;

public class WithinArtistWhiteningTests
{
    [Fact]
    public void Dot_products_are_those_with_the_inverse_of_the_shrunk_covariance()
    {
        var rng = new Random(2);
        foreach (var columnCount in new[] { 1, 2, 7, 20 })
        {
            double[][] songs = [.. Enumerable.Range(0, 9).Select(_ => Draw(rng, columnCount))];
            int[][] artists = [[0, 3, 4], [1], [2, 8], [5, 6]]; // 7 is by nobody known
            const double shrinkage = 0.3;
            var whitening = WithinArtistWhitening.Fit(artists, columnCount, shrinkage, (song, row) => songs[song].CopyTo(row))!;
            var covariance = ShrunkCovariance(songs, artists, shrinkage);
            var (a, b) = (Draw(rng, columnCount), Draw(rng, columnCount));
            // x' S^-1 y, where S z = y
            var expected = a.Zip(Solve(covariance, b), (x, z) => x * z).Sum();
            whitening.Apply(a);
            whitening.Apply(b);
            Assert.Equal(expected, a.Zip(b, (x, y) => x * y).Sum(), 1e-9 * Math.Max(1, Math.Abs(expected))); // rounding of float64
        }
    }

    [Fact]
    public void Nothing_is_whitened_where_no_two_songs_of_an_artist_differ()
    {
        static void Zero(int song, Span<double> row) => row.Clear();
        Assert.Null(WithinArtistWhitening.Fit([[0], [1]], 3, 0.5, (song, row) => row.Fill(song)));
        Assert.Null(WithinArtistWhitening.Fit([[0, 1]], 3, 0.5, Zero));
        Assert.Null(WithinArtistWhitening.Fit([[0, 1]], 3, shrinkage: 1, (song, row) => row.Fill(song)));
        Assert.Null(WithinArtistWhitening.Fit([], 3, 0.5, Zero));
    }

    /// <summary>The definition, element by element.</summary>
    private static double[][] ShrunkCovariance(double[][] songs, int[][] artists, double shrinkage)
    {
        var size = songs[0].Length;
        double Element(int i, int k) => artists.Sum(own => own.Sum(song =>
            (songs[song][i] - own.Average(s => songs[s][i])) * (songs[song][k] - own.Average(s => songs[s][k]))));
        var mean = Enumerable.Range(0, size).Average(i => Element(i, i));
        return [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size)
            .Select(k => (1 - shrinkage) * Element(i, k) / mean + (i == k ? shrinkage : 0)).ToArray())];
    }

    /// <summary>Gauss's elimination with pivots.</summary>
    private static double[] Solve(double[][] matrix, double[] right)
    {
        var size = right.Length;
        double[][] rows = [.. matrix.Select((row, i) => (double[])[.. row, right[i]])];
        for (var column = 0; column < size; column++)
        {
            var pivot = Enumerable.Range(column, size - column).MaxBy(row => Math.Abs(rows[row][column]));
            (rows[column], rows[pivot]) = (rows[pivot], rows[column]);
            for (var row = 0; row < size; row++)
                if (row != column)
                {
                    var factor = rows[row][column] / rows[column][column];
                    for (var i = column; i <= size; i++)
                        rows[row][i] -= factor * rows[column][i];
                }
        }
        return [.. rows.Select((row, i) => row[size] / row[i])];
    }

    private static double[] Draw(Random rng, int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * rng.NextDouble() - 1)];
}
