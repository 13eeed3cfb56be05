using Workbench.Evaluation;

namespace Workbench.Training;

/// <summary>The mean over the segments of each song.</summary>
/// <param name="segments">The songs.</param>
/// <param name="valueCount">Values of a segment.</param>
internal sealed class SongMeans(Segments segments, int valueCount)
{
    private readonly double[] values = new double[valueCount];

    /// <summary>Put the values of a segment here, then <see cref="Add"/> them.</summary>
    public Span<double> Values => values;

    /// <summary><c>[songs, values]</c>.</summary>
    public ScoreMatrix Means { get; } = new(segments.SongCount, valueCount);

    /// <summary>Adds the values of a segment of a song; song after song, so that sums are the same whatever the batches.</summary>
    public void Add(int song)
    {
        var mean = Means.Row(song);
        for (var i = 0; i < values.Length; i++)
            mean[i] += values[i] / segments.Count(song);
    }
}
