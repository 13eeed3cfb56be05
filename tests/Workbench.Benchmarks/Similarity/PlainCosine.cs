using Workbench.Recommendation;
using Workbench.Training.Scaling;

namespace Workbench.Benchmarks.Similarity;

/// <summary>The cosine over all columns as one block, in float64, after columns were made comparable in one way or another.</summary>
internal sealed class PlainCosine
{
    private readonly double[][] rows;

    private PlainCosine(double[][] rows) => this.rows = rows;

    /// <summary>By mean and standard deviation, values farther out than a limit being as far as that.</summary>
    public static PlainCosine Standard(RetrievalSongs songs, double clip = double.PositiveInfinity) => new(Transposed(Columns(songs),
        column =>
        {
            var mean = column.Average();
            var deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            return [.. column.Select(value => deviation > 0 ? Math.Clamp((value - mean) / deviation, -clip, clip) : 0)];
        }));

    /// <summary>By rank, equal values having the mean of theirs: from -0.5 to 0.5, or as a normal distribution has it.</summary>
    public static PlainCosine Rank(RetrievalSongs songs, bool normal) => new(Transposed(Columns(songs), column =>
    {
        var sorted = column.Order().ToArray();
        double Share(double value) => (sorted.Count(other => other < value) + (sorted.Count(other => other == value) - 1) / 2.0)
            / (sorted.Length - 1);
        return [.. column.Select(Share).Select(share => !normal ? share - 0.5
            : StandardNormal.Quantile(Math.Clamp(share, 0.5 / sorted.Length, 1 - 0.5 / sorted.Length)))];
    }));

    /// <summary>Whitened by the covariance of all songs, drawn towards the identity as <see cref="SimilaritySpec.Shrinkage"/> is.</summary>
    public PlainCosine Whitened(double shrinkage)
    {
        var whitening = WithinArtistWhitening.Fit([[.. Enumerable.Range(0, rows.Length)]], rows[0].Length, shrinkage,
            (song, row) => rows[song].CopyTo(row))!;
        return new([.. rows.Select(row =>
        {
            double[] whitened = [.. row];
            whitening.Apply(whitened);
            return whitened;
        })]);
    }

    /// <summary>The cosine of two songs.</summary>
    public double Of(int a, int b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

    private double Dot(int a, int b)
    {
        var sum = 0.0;
        for (var i = 0; i < rows[a].Length; i++)
            sum += rows[a][i] * rows[b][i];
        return sum;
    }

    private static IEnumerable<double[]> Columns(RetrievalSongs songs) => Enumerable.Range(0, songs.Songs.Features.ColumnCount)
        .Select(column => Enumerable.Range(0, songs.Count).Select(song => (double)songs.Songs.Features[song, column]).ToArray());

    private static double[][] Transposed(IEnumerable<double[]> columns, Func<double[], double[]> scale)
    {
        double[][] scaled = [.. columns.Select(scale)];
        return [.. Enumerable.Range(0, scaled[0].Length).Select(song => scaled.Select(column => column[song]).ToArray())];
    }
}
