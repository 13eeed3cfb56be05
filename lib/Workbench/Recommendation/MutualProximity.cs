using Workbench.Training.Scaling;

namespace Workbench.Recommendation;

/// <summary>
/// Corrects similarities for hubs: <see cref="HubCorrection.MutualProximity"/>. Of each song it knows mean and deviation of its
/// similarities to others; a similarity s then has the proximity P = F(z of the one) F(z of the other), with F the normal distribution
/// and z = (s - mean) / deviation, and is corrected to the similarity of two average songs that have the same P. That keeps the order of P
/// and the scale of similarities.
/// </summary>
internal sealed class MutualProximity
{
    /// <summary>Songs that each is compared with, at most, evenly spaced in the catalogue.</summary>
    public const int MostReferences = 512;

    /// <summary>Below so many songs nothing is corrected: there is no telling what is usual.</summary>
    public const int FewestSongs = 20;

    // z of a proximity that double precision does not tell from none.
    private const double Least = 1e-300;

    private readonly Moments average;
    private readonly Moments[] songs;

    private MutualProximity(Moments[] songs)
    {
        this.songs = songs;
        average = new(songs.Average(song => song.Mean), songs.Average(song => song.Deviation));
    }

    /// <summary>Measures a catalogue; null where it has too few songs.</summary>
    /// <param name="count">Number of songs.</param>
    /// <param name="similarity">The similarity of two of them.</param>
    public static MutualProximity? Fit(int count, Func<int, int, double> similarity)
    {
        if (count < FewestSongs)
            return null;
        var songs = new Moments[count];
        Parallel.For(0, count, song => songs[song] = Measure(References(count).Where(other => other != song),
            other => similarity(song, other)));
        return new(songs);
    }

    /// <summary>How like the songs of the catalogue a song outside is.</summary>
    /// <param name="similarity">Its similarity to each.</param>
    public Moments Measure(Func<int, double> similarity) => Measure(References(songs.Length), similarity);

    /// <summary>The same of a song of the catalogue.</summary>
    public Moments Of(int song) => songs[song];

    /// <summary>The corrected similarity, -1 to 1.</summary>
    /// <param name="similarity">What it is between the two.</param>
    /// <param name="one">How like others the one is.</param>
    /// <param name="song">The other, of the catalogue.</param>
    public double Correct(double similarity, Moments one, int song)
    {
        var other = songs[song];
        if (!(one.Deviation > 0 && other.Deviation > 0))
            return similarity;
        var (z, y) = ((similarity - one.Mean) / one.Deviation, (similarity - other.Mean) / other.Deviation);
        return Math.Clamp(average.Mean + average.Deviation * Together(z, y), -1, 1);
    }

    /// <summary>The z that, taken twice, has the proximity of two, from their upper tails where they are small: 1 - tail is 1.</summary>
    private static double Together(double z, double y)
    {
        var (tail, other) = (StandardNormal.UpperTail(z), StandardNormal.UpperTail(y));
        var unlike = tail + other - tail * other; // 1 - P
        var root = Math.Sqrt(Math.Max(0, 1 - unlike));
        if (root > 0.5)
            return -StandardNormal.Quantile(Math.Max(unlike / (1 + root), Least));
        return StandardNormal.Quantile(Math.Max(Math.Sqrt(StandardNormal.UpperTail(-z) * StandardNormal.UpperTail(-y)), Least));
    }

    private static IEnumerable<int> References(int count) => count <= MostReferences ? Enumerable.Range(0, count)
        : Enumerable.Range(0, MostReferences).Select(i => (int)((long)i * count / MostReferences));

    private static Moments Measure(IEnumerable<int> references, Func<int, double> similarity)
    {
        double[] values = [.. references.Select(similarity)];
        var mean = values.Average();
        return new(mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    /// <summary>Mean and standard deviation of a song's similarities to others.</summary>
    public readonly record struct Moments(double Mean, double Deviation);
}
