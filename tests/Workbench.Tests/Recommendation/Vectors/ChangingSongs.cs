using System.Globalization;
using Workbench.Recommendation.Vectors;

namespace Workbench.Tests.Recommendation.Vectors;

/// <summary>
/// Drawn changes, step by step: what a step does follows from its number alone, so that what an index must hold after any number of steps
/// is known without it. How many steps were done stands in the index, as the song <see cref="Progress"/>.
/// </summary>
/// <param name="index">An index of dimension <see cref="Dimension"/>.</param>
internal sealed class ChangingSongs(IVectorIndex index)
{
    /// <summary>Numbers of a vector.</summary>
    public const int Dimension = 6;

    private const string Progress = "steps done";
    private const int MaxChanges = 9, Ids = 300, StepsBetweenCompactions = 150;
    private const float LargestCount = 1 << 20;

    /// <summary>Steps that are committed.</summary>
    public int StepsDone => index.Find(Progress) is { } vector ? (int)(vector[0] * LargestCount) : 0;

    /// <summary>Does the next step and commits it.</summary>
    /// <returns>How many songs it put or removed.</returns>
    public int Step()
    {
        var step = StepsDone;
        var changes = Changes(step).ToList();
        foreach (var (id, vector) in changes)
            if (vector is null)
                index.Remove(id);
            else
                index.Put(id, vector);
        if (step % StepsBetweenCompactions == StepsBetweenCompactions - 1 && index is VectorIndex local)
            local.Compact();
        else
            index.Commit();
        return changes.Count;
    }

    /// <summary>What an index must hold after so many steps.</summary>
    public static Dictionary<string, float[]> After(int steps)
    {
        Dictionary<string, float[]> songs = [];
        foreach (var (id, vector) in Enumerable.Range(0, steps).SelectMany(Changes))
            if (vector is null)
                songs.Remove(id);
            else
                songs[id] = vector;
        return songs;
    }

    private static IEnumerable<(string Id, float[]? Vector)> Changes(int step)
    {
        var rng = new Random(step);
        for (var count = rng.Next(1, MaxChanges + 1); count > 0; count--)
            yield return ($"song {rng.Next(Ids).ToString(CultureInfo.InvariantCulture)}",
                rng.Next(3) == 0 ? null : SongVectors.Draw(rng, Dimension));
        yield return (Progress, [(step + 1) / LargestCount, 0, 0, 0, 0, 0]);
    }
}
