using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features;

public class ExtremesTests
{
    [Fact]
    public void The_largest_and_the_smallest_are_those_of_sorting()
    {
        var inputs = from seed in Gen.Choose(0, 10_000)
                     from count in Gen.Choose(1, 200)
                     from kept in Gen.Choose(1, Math.Min(count, 20))
                     from levels in Gen.Elements(2, 10, 1_000_000) // few levels: many equal values
                     select (Seed: seed, Count: count, Kept: kept, Levels: levels);
        Check.One(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(200), Prop.ForAll(Arb.From(inputs), input =>
        {
            Random rng = new(input.Seed);
            Vector<float>[] values = [.. Enumerable.Range(0, input.Count).Select(i => Draw(rng, input.Levels))];
            var (largest, smallest) = (new Vector<float>[input.Kept], new Vector<float>[input.Kept]);
            Extremes.Find(values, largest, smallest);
            return Enumerable.Range(0, Vector<float>.Count).All(lane =>
            {
                float[] sorted = [.. values.Select(v => v[lane]).Order()];
                return smallest.Select(v => v[lane]).SequenceEqual(sorted[..input.Kept])
                    && largest.Select(v => v[lane]).SequenceEqual(sorted[^input.Kept..].Reverse());
            });
        }));
    }

    private static Vector<float> Draw(Random rng, int levels)
    {
        var lanes = new float[Vector<float>.Count];
        for (var i = 0; i < lanes.Length; i++)
            lanes[i] = rng.Next(levels) * 1e-3f;
        return new(lanes);
    }
}
