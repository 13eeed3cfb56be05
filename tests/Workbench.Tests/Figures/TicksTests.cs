using FsCheck;
using FsCheck.Fluent;
using Workbench.Figures;

namespace Workbench.Tests.Figures;

public class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 30, 6, "0 5 10 15 20 25 30")]
    [InlineData(-0.013, 0.017, 3, "\u22120.01 0.00 0.01")]
    [InlineData(0, 12000, 3, "0 5,000 10,000")]
    public void Ticks_stand_at_one_two_five_steps(double low, double high, int count, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Nice(low, high, count).Select(t => t.Text)));

    [Fact]
    public void Ticks_lie_inside_ascend_evenly_and_read_differently()
    {
        var ranges = from low in Gen.Choose(-1_000_000, 1_000_000)
                     from span in Gen.Choose(1, 1_000_000)
                     from power in Gen.Choose(-9, 6)
                     from count in Gen.Choose(2, 12)
                     select (Low: low * Math.Pow(10, power), High: (low + span) * Math.Pow(10, power), Count: count);
        var holds = Prop.ForAll(Arb.From(ranges), range =>
        {
            var ticks = Ticks.Nice(range.Low, range.High, range.Count);
            var slack = (range.High - range.Low) * 1e-6; // rounding of the ticks themselves
            var steps = ticks.Zip(ticks.Skip(1), (a, b) => b.Position - a.Position).ToArray();
            return ticks.Length >= 1 && ticks.Length <= 2 * range.Count + 1
                && ticks.All(t => t.Position >= range.Low - slack && t.Position <= range.High + slack)
                && steps.All(s => s > 0 && Math.Abs(s - steps[0]) <= slack)
                && ticks.Select(t => t.Text).Distinct().Count() == ticks.Length;
        });
        Check.One(Config.QuickThrowOnFailure.WithReplay(1, 1).WithMaxTest(1000), holds);
    }

    [Fact]
    public void Crowded_ticks_give_way_to_the_first()
    {
        AxisTick[] ticks = [new(0, "a"), new(1, "b"), new(2, "c"), new(10, "d")];
        Assert.Equal("acd", string.Concat(Ticks.Thin(ticks, t => t.Position, 2).Select(t => t.Text)));
    }
}
