using System.Runtime.Intrinsics;

namespace Workbench.Datasets;

/// <summary>
/// Finds which of many rows may be near each other without comparing all with all: a k-d tree over the projections of rows on a few
/// random directions.
/// </summary>
/// <remarks>
/// A direction weighs every column with 1 or -1, drawn once. By Hoeffding's inequality the projections of two rows differ by t times the
/// root mean square difference of their columns with a probability below 2 exp(-t²/2), whatever the rows are; so the tree need
/// not look behind a median that is farther away than <see cref="Reach"/> such differences. The margins are those of a normal distribution
/// for one pair in ten millions, of pairs that are exactly as far apart as is allowed; copies have no distance and are never missed.
/// (k-d tree: Bentley 1975; random signs as directions: Achlioptas 2003.)
/// </remarks>
internal sealed class ProjectionTree
{
    /// <summary>Directions, as many as lanes, and the deepest that the tree goes: one is asked at each depth.</summary>
    private const int Directions = 16;

    /// <summary>Differences of columns, root mean square, by which two rows that far apart may differ in one direction.</summary>
    private const float Reach = 6;

    /// <summary>As <see cref="Reach"/>, of all directions: the sum of the squares.</summary>
    private const float SquaredReach = 64;

    /// <summary>Rows that are compared one by one.</summary>
    private const int LeafLength = 12;

    private readonly float[] projections;
    private readonly float[] medians;
    private readonly int[] rows;

    /// <summary>Makes the tree.</summary>
    /// <param name="projections">What <see cref="Project"/> makes of each row.</param>
    public ProjectionTree(float[][] projections)
    {
        rows = [.. Enumerable.Range(0, projections.Length)];
        medians = new float[rows.Length];
        Divide(0, rows.Length, 0);
        this.projections = new float[rows.Length * Directions];
        for (var place = 0; place < rows.Length; place++)
            projections[rows[place]].CopyTo(this.projections, place * Directions);

        // The lower half by one direction and the upper half, and each of them by the next one.
        void Divide(int start, int end, int depth)
        {
            if (IsLeaf(start, end, depth))
                return;
            var values = new float[end - start];
            for (var i = 0; i < values.Length; i++)
                values[i] = projections[rows[start + i]][depth];
            values.AsSpan().Sort(rows.AsSpan(start, values.Length));
            var middle = MiddleOf(start, end);
            medians[middle] = values[middle - start];
            Divide(start, middle, depth + 1);
            Divide(middle, end, depth + 1);
        }
    }

    /// <summary>Number of rows, each of which has a place.</summary>
    public int Count => rows.Length;

    /// <summary>Directions for rows of a length: of every column, the sign in each.</summary>
    public static Vector512<float>[] Draw(int length)
    {
        var rng = new Random(1);
        var signs = new Vector512<float>[length];
        for (var column = 0; column < length; column++)
            signs[column] = Vector512.Create([.. Enumerable.Range(0, Directions).Select(_ => rng.Next(2) * 2f - 1)]);
        return signs;
    }

    /// <summary>The projections of a row on directions.</summary>
    public static float[] Project(ReadOnlySpan<float> row, Vector512<float>[] directions)
    {
        var sums = Vector512<float>.Zero;
        for (var column = 0; column < row.Length; column++)
            sums += row[column] * directions[column];
        var projections = new float[Directions];
        (sums / MathF.Sqrt(row.Length)).CopyTo(projections);
        return projections;
    }

    /// <summary>The row at a place.</summary>
    public int RowAt(int place) => rows[place];

    /// <summary>The rows at later places that may be near the one at a place.</summary>
    /// <param name="place">0 to <see cref="Count"/> - 1.</param>
    /// <param name="distance">Root mean square difference of the columns, at most.</param>
    public List<int> NearBehind(int place, float distance)
    {
        List<int> near = [];
        var (reach, most) = (Reach * distance, SquaredReach * distance * distance);
        var own = Vector512.Create(projections, place * Directions);
        Look(0, rows.Length, 0, 0);
        return near;

        void Look(int start, int end, int depth, float apart)
        {
            if (end <= place + 1)
                return;
            if (IsLeaf(start, end, depth))
            {
                for (var other = Math.Max(start, place + 1); other < end; other++)
                    if (Vector512.Create(projections, other * Directions) - own is var d && Vector512.Sum(d * d) <= most)
                        near.Add(rows[other]);
                return;
            }
            var middle = MiddleOf(start, end);
            var above = projections[place * Directions + depth] - medians[middle];
            var across = apart + above * above;
            var crosses = Math.Abs(above) <= reach && across <= most;
            if (crosses || above <= 0)
                Look(start, middle, depth + 1, above > 0 ? across : apart);
            if (crosses || above >= 0)
                Look(middle, end, depth + 1, above < 0 ? across : apart);
        }
    }

    private static bool IsLeaf(int start, int end, int depth) => end - start <= LeafLength || depth == Directions;

    private static int MiddleOf(int start, int end) => (start + end) / 2;
}
