using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics;
using Workbench.Features;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Tests.Features;

public class DeltaTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithReplay(1, 1);

    /// <summary>What librosa 0.11.0 makes of ((37 i i + 11 i) mod 101) / 10.</summary>
    [Fact]
    public void Numbers_have_the_derivatives_that_librosa_gives()
    {
        float[] values = [.. Enumerable.Range(0, 14).Select(i => (37 * i * i + 11 * i) % 101 / 10f)];
        AssertClose([0.4, 0.4, 0.4, 0.4, 0.4, 0.056667, 0.05, 0.043333, -0.3, -0.643333, -0.643333, -0.643333, -0.643333, -0.643333],
            Differentiate(values, 1));
        AssertClose(
            [-0.513853, -0.513853, -0.513853, -0.513853, -0.513853, -0.120346, 0.054545, -0.120346, -0.513853, -0.120346, -0.120346,
                -0.120346, -0.120346, -0.120346], Differentiate(values, 2));
        AssertClose([.. Enumerable.Repeat(0.4, 9)], Differentiate(values[..9], 1));

        static void AssertClose(double[] expected, float[] actual) =>
            Assert.Equal(expected, actual.Select(v => (double)v), (a, b) => Math.Abs(a - b) < 2e-6);
    }

    [Fact]
    public void The_delta_is_the_derivative_of_the_nearest_polynomial()
    {
        var inputs = from count in Gen.Choose(1, 40)
                     from order in Gen.Choose(1, 2)
                     from seed in Gen.Choose(0, 10_000)
                     select (Count: count, Order: order, Seed: seed);
        Check.One(Quick, Prop.ForAll(Arb.From(inputs), input =>
        {
            Random rng = new(input.Seed);
            float[] values = [.. Enumerable.Range(0, input.Count).Select(_ => 100 * rng.NextSingle() - 500)];
            var deltas = Differentiate(values, input.Order);
            // float32
            return Enumerable.Range(0, input.Count).All(frame => Math.Abs(Plain(values, frame, input.Order) - deltas[frame]) < 1e-4);
        }));
    }

    [Fact]
    public void A_line_has_its_slope_a_parabola_its_curvature_and_a_constant_exactly_nothing()
    {
        var inputs = from count in Gen.Choose(3, 60)
                     from a in Gen.Choose(-500, 500)
                     from b in Gen.Choose(-90, 90)
                     from c in Gen.Choose(-9, 9)
                     select (Count: count, A: a / 7.0, B: b / 7.0, C: c / 7.0);
        Check.One(Quick, Prop.ForAll(Arb.From(inputs), input =>
        {
            var frames = Enumerable.Range(0, input.Count).ToArray();
            float[] constant = [.. frames.Select(_ => (float)input.A)], line = [.. frames.Select(i => (float)(input.A + input.B * i))];
            float[] parabola = [.. frames.Select(i => (float)(input.A + input.B * i + input.C * i * i))];
            var tolerance = 2e-7 * parabola.Concat(line).Max(Math.Abs); // the values are float32
            return Differentiate(constant, 1).Concat(Differentiate(constant, 2)).All(v => v == 0)
                && Differentiate(line, 1).All(v => Math.Abs(v - input.B) <= tolerance)
                && Differentiate(line, 2).All(v => Math.Abs(v) <= tolerance)
                && Differentiate(parabola, 2).All(v => Math.Abs(v - 2 * input.C) <= tolerance);
        }));
    }

    [Fact]
    public void Deltas_of_a_feature_stand_beside_it_under_its_name()
    {
        FeatureSpec spec = new() { Features = [new Mfcc(3), new Delta(new Mfcc(3)), new Delta(new Mfcc(3), Order: 2)], Statistics = [] };
        var frames = new FeatureExtractor(spec).Extract(Rhythm.Clicks(2, [0.3, 0.9, 1.1]));
        Assert.Equal(
            ["mfcc_01", "mfcc_02", "mfcc_03", "mfcc_delta_01", "mfcc_delta_02", "mfcc_delta_03", "mfcc_delta2_01", "mfcc_delta2_02",
                "mfcc_delta2_03"], frames.ColumnNames);
        for (var band = 0; band < 3; band++)
        {
            float[] values = Column(band);
            Assert.NotEqual(values.Min(), values.Max());
            Assert.Equal(Differentiate(values, 1), Column(3 + band));
            Assert.Equal(Differentiate(values, 2), Column(6 + band));
        }

        float[] Column(int column) => [.. Enumerable.Range(0, frames.RowCount).Select(row => frames[row, column])];
    }

    [Fact]
    public void Too_few_frames_for_a_curve_have_no_delta()
    {
        Assert.Equal([0f], Differentiate([7], 1));
        Assert.Equal([0f, 0f], Differentiate([7, 9], 2));
        Assert.Equal([2f, 2f], Differentiate([7, 9], 1));
    }

    [Fact]
    public void Bad_orders_and_bad_features_are_refused()
    {
        FeatureSpec spec = new() { Features = [new Delta(new Mfcc(0), 3)] };
        var message = Assert.Throws<InvalidSpecException>(spec.Validate).Message;
        Assert.Contains("Delta order 3 must be 1 or 2", message, StringComparison.Ordinal);
        Assert.Contains("Mfcc coefficients 0", message, StringComparison.Ordinal);
        Assert.Throws<InvalidSpecException>(() => SpecJson.Read<FeatureSpec>("""{"features": [{"kind": "delta"}]}"""));
        Assert.Throws<InvalidSpecException>(() => SpecJson.Read<FeatureSpec>("""{"features": [{"kind": "delta", "of": null}]}"""));
    }

    private static float[] Differentiate(float[] values, int order)
    {
        FrameRows from = new(1), to = new(1);
        from.Resize(values.Length);
        to.Resize(values.Length);
        values.CopyTo(from.Row(0));
        Delta.Calculator.Differentiate(from, order, to);
        return to.Row(0).ToArray();
    }

    /// <summary>The polynomial is fitted by MathNet, to the nine frames about a frame that lie in the clip, or to all.</summary>
    private static double Plain(float[] values, int frame, int order)
    {
        var width = Math.Min(9, values.Length);
        if (width <= order)
            return 0;
        var start = Math.Clamp(frame - 4, 0, values.Length - width);
        double[] x = [.. Enumerable.Range(0, width).Select(i => i - 4.0)], y = [.. values.Skip(start).Take(width).Select(v => (double)v)];
        return order * Fit.Polynomial(x, y, order)[order]; // 1! = 1, 2! = 2
    }
}
