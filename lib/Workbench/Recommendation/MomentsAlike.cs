using System.Globalization;
using Workbench.Audio;
using Workbench.Foundation;
using Workbench.Inference;

namespace Workbench.Recommendation;

/// <summary>
/// The moments of two songs that sound most alike. Windows that follow each other closely are compared by the model's embeddings, as long
/// as the segments that it hears; where it hears whole songs, five seconds at a time by the means of their MFCCs and chroma. Every column
/// is standardised over the windows of both songs. Much softer windows than the loudest of a song, such as fades, are left out.
/// </summary>
/// <param name="AskedSeconds">Where the moment of the song that was asked about begins.</param>
/// <param name="FoundSeconds">Where that of the other song begins.</param>
/// <param name="Seconds">How long both last.</param>
/// <param name="Similarity">The cosine of what is heard of them, -1 to 1.</param>
public sealed record MomentsAlike(double AskedSeconds, double FoundSeconds, double Seconds, double Similarity)
{
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

    /// <summary>When, in words: <c>0:42 is most like 1:13</c>.</summary>
    public override string ToString() => $"{Clock(AskedSeconds)} is most like {Clock(FoundSeconds)}";

    /// <summary>A time as players show it: minutes and seconds.</summary>
    internal static string Clock(double seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)seconds / 60}:{(int)seconds % 60:00}");

    private static MomentsAlike Of(MomentWindows asked, MomentWindows found, Work work)
    {
        var columns = asked.Heard.ColumnCount;
        var scaler = UnitScaler.Fit([.. asked.Heard.Values, .. found.Heard.Values], SimilaritySpec.Default.Clip,
            new EmbeddingBlock(columns, 1));
        var (one, other) = (Vectors(asked), Vectors(found));
        var best = new (int Moment, float Cosine)[one.Length];
        Parallel.For(0, one.Length, work.LoopOptions, i =>
        {
            best[i] = (0, float.NegativeInfinity);
            for (var j = 0; j < other.Length; j++)
                if (DotProduct.Of(one[i], other[j]) is var cosine && cosine > best[i].Cosine)
                    best[i] = (j, cosine);
        });
        var first = Enumerable.Range(0, best.Length).MaxBy(i => best[i].Cosine);
        return new(asked.Starts[first], found.Starts[best[first].Moment], asked.Seconds, Math.Clamp(best[first].Cosine, -1f, 1f));

        float[][] Vectors(MomentWindows song) => [.. Enumerable.Range(0, song.Starts.Length).Select(row =>
        {
            var vector = new float[columns];
            scaler.Project(song.Heard.Row(row), 1, vector);
            return vector;
        })];
    }
}
