using Workbench.Datasets;

namespace Workbench.Tests.Datasets;

public class ProjectionTreeTests
{
    private const float Distance = 0.1f;

    /// <summary>Also of few rows, and of ones that are equal in all directions.</summary>
    [Theory]
    [InlineData(1, 8)]
    [InlineData(13, 8)]
    [InlineData(3000, 1)]
    [InlineData(3000, 8)]
    [InlineData(3000, 32)]
    public void Rows_as_far_apart_as_is_allowed_are_found(int count, int columns)
    {
        var rng = new Random(count);
        var rows = new float[2 * count][];
        for (var i = 0; i < count; i++)
        {
            rows[i] = [.. Enumerable.Range(0, columns).Select(_ => 4 * rng.NextSingle())];
            var changes = Enumerable.Range(0, columns).Select(_ => i % 2 == 0 ? rng.NextDouble() - 0.5 : rng.Next(10) / 9).ToArray();
            var length = Math.Sqrt(changes.Average(c => c * c));
            rows[count + i] = [.. rows[i].Zip(changes, (value, change) => (float)(value + (length > 0 ? Distance * change / length : 0)))];
        }
        var found = Pairs(rows).ToHashSet();
        Assert.All(Enumerable.Range(0, count), i => Assert.Contains((i, count + i), found));
    }

    [Fact]
    public void Of_rows_that_are_far_apart_hardly_any_is_looked_at()
    {
        var rng = new Random(7);
        var rows = Enumerable.Range(0, 2000).Select(_ => Enumerable.Range(0, 64).Select(_ => 4 * rng.NextSingle()).ToArray()).ToArray();
        Assert.Empty(Pairs(rows));
    }

    private static IEnumerable<(int, int)> Pairs(float[][] rows)
    {
        var directions = ProjectionTree.Draw(rows[0].Length);
        ProjectionTree tree = new([.. rows.Select(row => ProjectionTree.Project(row, directions))]);
        for (var place = 0; place < tree.Count; place++)
            foreach (var other in tree.NearBehind(place, Distance))
                yield return (Math.Min(tree.RowAt(place), other), Math.Max(tree.RowAt(place), other));
    }
}
