using System.Globalization;
using Workbench.Audio;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>
/// The moments of two songs that sound most alike. Windows that follow each other closely are compared by the model's embeddings, as long
/// as the segments that it hears; where it hears whole songs, five seconds at a time by the means of their MFCCs, but for the level, and of
/// their chroma. Every column is standardised over the windows of both songs. Windows much softer than the loudest of their song, such as
/// fades, are left out.
/// </summary>
/// <param name="AskedSeconds">Where the moment of the song that was asked about begins.</param>
/// <param name="FoundSeconds">Where that of the other song begins.</param>
/// <param name="Seconds">How long both last.</param>
/// <param name="Similarity">
/// 1 less half the mean squared difference of the columns: 1 for the same sound, 0 where two windows drawn from both songs would lie on
/// average, or farther apart.
/// </param>
public sealed record MomentsAlike(double AskedSeconds, double FoundSeconds, double Seconds, double Similarity)
{
    /// <summary>The tempi of both songs as a whole, as <see cref="BeatTracker"/> finds them; null where one has no onsets.</summary>
    public SharedTrait? Tempo { get; private init; }

    /// <summary>Listens to two files, and finds the pair of moments with the highest similarity; of equal ones the first.</summary>
    /// <param name="model">Whose embeddings tell moments apart, where it hears segments.</param>
    /// <param name="asked">The file of the song that was asked about.</param>
    /// <param name="found">The file of the other song.</param>
    /// <param name="work">Threads, and what stops it; null for <see cref="Work.Default"/>.</param>
    /// <exception cref="UnreadableAudioException">A file cannot be decoded, is silent, or is shorter than a moment.</exception>
    public static MomentsAlike Of(TrainedModel model, string asked, string found, Work? work = null)
    {
        work ??= Work.Default;
        using var heeding = work.Heed();
        return Of(MomentWindows.Of(model, asked, work), MomentWindows.Of(model, found, work), work);
    }

    /// <summary>In words: <c>0:42 is most like 1:13 (5 s, similarity 0.97, tempo 118 against 121 BPM)</c>.</summary>
    public override string ToString() => $"{Clock(AskedSeconds)} is most like {Clock(FoundSeconds)} ({Details})";

    /// <summary>How long and how alike, in words.</summary>
    internal string Details => string.Create(CultureInfo.InvariantCulture,
        $"{Seconds:0.#} s, similarity {Similarity:0.00}{(Tempo is null ? "" : $", {Tempo}")}");

    /// <summary>A time as players show it: minutes and seconds.</summary>
    internal static string Clock(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)seconds / 60}:{(int)seconds % 60:00}");

    private static MomentsAlike Of(MomentWindows asked, MomentWindows found, Work work)
    {
        var (one, other) = (Rows(asked.Heard), Rows(found.Heard));
        Standardise([.. one, .. other]);
        double[] lengths = [.. other.Select(window => (double)DotProduct.Of(window, window))];
        var best = new (int Moment, double Similarity)[one.Length];
        Parallel.For(0, one.Length, work.LoopOptions, i =>
        {
            var length = DotProduct.Of(one[i], one[i]);
            best[i] = (0, double.NegativeInfinity);
            for (var j = 0; j < other.Length; j++)
                if (1 - (length + lengths[j]) / 2 + DotProduct.Of(one[i], other[j]) is var similarity && similarity > best[i].Similarity)
                    best[i] = (j, similarity);
        });
        var first = Enumerable.Range(0, best.Length).MaxBy(i => best[i].Similarity);
        return new(asked.Starts[first], found.Starts[best[first].Moment], asked.Seconds, Math.Clamp(best[first].Similarity, 0, 1))
        {
            Tempo = asked.Tempo > 0 && found.Tempo > 0 ? KnownTraits.OfTempi(asked.Tempo, found.Tempo) : null,
        };
    }

    private static float[][] Rows(FeatureMatrix heard) => [.. Enumerable.Range(0, heard.RowCount).Select(row => heard.Row(row).ToArray())];

    /// <summary>Brings columns to mean 0 and one variance, 1 in sum of all; columns that do not vary become 0.</summary>
    private static void Standardise(float[][] rows)
    {
        for (var column = 0; column < rows[0].Length; column++)
        {
            var mean = rows.Average(row => (double)row[column]);
            var deviation = Math.Sqrt(rows.Average(row => (row[column] - mean) * (row[column] - mean)));
            var scale = deviation > 1e-6 * Math.Abs(mean) ? 1 / (deviation * Math.Sqrt(rows[0].Length)) : 0; // what rounding leaves
            foreach (var row in rows)
                row[column] = (float)((row[column] - mean) * scale);
        }
    }
}
