using System.Collections.Concurrent;
using Workbench.Foundation;
using Workbench.Training.Scaling;

namespace Workbench.Recommendation;

/// <summary>
/// Corrects similarities for hubs: <see cref="HubCorrection.MutualProximity"/>. Of each song it knows mean and deviation of its
/// similarities to others; a similarity s then has the proximity P = F(z of the one) F(z of the other), with F the normal distribution
/// and z = (s - mean) / deviation, and is corrected to the similarity of two average songs that have the same P. That keeps the order of P
/// and the scale of similarities.
/// </summary>
/// <typeparam name="T">A song; equal where it is the same one.</typeparam>
internal sealed class MutualProximity<T> where T : notnull
{
    /// <summary>Songs that each is compared with, at most.</summary>
    public const int MostReferences = 512;

    /// <summary>Below so many songs nothing is corrected: there is no telling what is usual.</summary>
    public const int FewestSongs = 20;

    // z of a proximity that double precision does not tell from none.
    private const double Least = 1e-300;

    private readonly IReadOnlyList<T> references;
    private readonly Func<T, T, double> similarity;
    private readonly (double Mean, double Deviation) average;
    private readonly ConcurrentDictionary<T, (double Mean, double Deviation)> measured = new();

    private MutualProximity(IReadOnlyList<T> references, Func<T, T, double> similarity, Work work)
    {
        (this.references, this.similarity) = (references, similarity);
        var usual = new (double Mean, double Deviation)[references.Count];
        Parallel.For(0, usual.Length, work.LoopOptions, i => usual[i] = Measure(references[i]));
        average = (usual.Average(song => song.Mean), usual.Average(song => song.Deviation));
    }

    /// <summary>Takes in a catalogue; null where it has too few songs.</summary>
    /// <param name="references">
    /// The songs that each is compared with: those of <see cref="References"/>, or of a catalogue that has changed since, as they were.
    /// </param>
    /// <param name="similarity">The similarity of two songs.</param>
    /// <param name="work">Threads and token.</param>
    public static MutualProximity<T>? Fit(IReadOnlyList<T> references, Func<T, T, double> similarity, Work work) =>
        references.Count < FewestSongs ? null : new(references, similarity, work);

    /// <summary>The places of the songs of a catalogue that each is compared with: all, or evenly spaced ones.</summary>
    /// <param name="count">Songs of the catalogue.</param>
    public static IEnumerable<int> References(int count) => count <= MostReferences ? Enumerable.Range(0, count)
        : Enumerable.Range(0, MostReferences).Select(i => (int)((long)i * count / MostReferences));

    /// <summary>The corrected similarity of two songs, -1 to 1.</summary>
    /// <param name="similarity">What it is.</param>
    /// <param name="one">How like others the one is, by <see cref="Measure"/>.</param>
    /// <param name="song">The other, of the catalogue.</param>
    public double Correct(double similarity, (double Mean, double Deviation) one, T song)
    {
        var other = Of(song);
        if (!(one.Deviation > 0 && other.Deviation > 0))
            return similarity;
        var (z, y) = ((similarity - one.Mean) / one.Deviation, (similarity - other.Mean) / other.Deviation);
        return Math.Clamp(average.Mean + average.Deviation * Together(z, y), -1, 1);
    }

    /// <summary>As <see cref="Measure"/>, measured once: of a song of the catalogue.</summary>
    public (double Mean, double Deviation) Of(T song) => measured.GetOrAdd(song, Measure);

    /// <summary>Mean and standard deviation of a song's similarities to others of the catalogue.</summary>
    public (double Mean, double Deviation) Measure(T song)
    {
        double[] values = [.. references.Where(other => !other.Equals(song)).Select(other => similarity(song, other))];
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
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
}
