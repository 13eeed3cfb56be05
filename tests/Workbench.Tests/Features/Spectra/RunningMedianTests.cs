using System.Numerics;
using Workbench.Features.Analysis;

namespace Workbench.Tests.Features.Spectra;

public class RunningMedianTests
{
    [Fact]
    public void Medians_are_the_middle_of_31_sorted_values_exactly()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            Random rng = new(seed);
            var distinct = seed % 2 == 0 ? 1_000_000 : 5; // without ties, and with many
            var values = new Vector<float>[RunningMedian.Span];
            foreach (ref var value in values.AsSpan())
                value = new([.. Enumerable.Range(0, Vector<float>.Count).Select(_ => (float)rng.Next(distinct))]);
            var medians = new Vector<float>[RunningMedian.Count];
            RunningMedian.Compute(values, medians);
            for (var window = 0; window < medians.Length; window++)
                for (var lane = 0; lane < Vector<float>.Count; lane++)
                    Assert.Equal(values[window..(window + 31)].Select(v => v[lane]).Order().ElementAt(15), medians[window][lane]);
        }
    }
}
