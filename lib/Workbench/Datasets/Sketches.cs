using System.Numerics;

namespace Workbench.Datasets;

/// <summary>
/// Short forms of songs, the projections of each on a few directions, which are never farther apart than the songs: kept direction after
/// direction, so that one song is compared with many at once.
/// </summary>
internal sealed class Sketches
{
    /// <summary>Directions; it divides the length of rows.</summary>
    private const int Length = 16;

    /// <summary>Directions after which it is looked at whether any song is still near.</summary>
    private const int Step = 4;

    private readonly float[][] directions = new float[Length][];

    /// <param name="songs">The sketch of each song, as <see cref="Of"/> makes it.</param>
    public Sketches(float[][] songs)
    {
        for (var k = 0; k < Length; k++)
        {
            directions[k] = new float[songs.Length + Vector<float>.Count]; // the last songs are read with some behind them
            for (var song = 0; song < songs.Length; song++)
                directions[k][song] = songs[song][k];
        }
    }

    /// <summary>The projections of a row: its sums over equal stretches of columns, each as on a line of unit length.</summary>
    public static float[] Of(float[] row)
    {
        var (sketch, stretch) = (new float[Length], row.Length / Length);
        for (var k = 0; k < Length; k++)
        {
            foreach (var value in row.AsSpan(k * stretch, stretch))
                sketch[k] += value;
            sketch[k] /= MathF.Sqrt(stretch);
        }
        return sketch;
    }

    /// <summary>The songs behind one, before an end, whose sketches are near it.</summary>
    /// <param name="song">The song.</param>
    /// <param name="end">The first that is not looked at.</param>
    /// <param name="limit">The squared distance at most, about: in which order the squares are added hangs on the processor.</param>
    public List<int> Near(int song, int end, float limit)
    {
        List<int> near = [];
        var most = new Vector<float>(limit);
        for (var first = song + 1; first < end; first += Vector<float>.Count)
        {
            var sum = Vector<float>.Zero;
            for (var k = 0; k < Length && (k % Step != 0 || Vector.LessThanOrEqualAny(sum, most)); k++)
            {
                var difference = new Vector<float>(directions[k], first) - new Vector<float>(directions[k][song]);
                sum += difference * difference;
            }
            for (var lane = 0; Vector.LessThanOrEqualAny(sum, most) && lane < Math.Min(Vector<float>.Count, end - first); lane++)
                if (sum[lane] <= limit)
                    near.Add(first + lane);
        }
        return near;
    }
}
