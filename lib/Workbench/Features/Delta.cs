using System.Numerics;
using System.Text.Json.Serialization;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// How another feature changes from frame to frame (librosa <c>delta</c>; Savitzky and Golay, "Smoothing and differentiation of
/// data by simplified least squares procedures", 1964): the derivative of the line, or of the parabola, that is nearest to the
/// nine frames about a frame, in the feature's unit a frame, or a frame squared. The four frames at either end have the value
/// of the next whole nine. A clip of fewer frames, which librosa refuses, has one value, that of the curve nearest to all of
/// them; it is 0 where they do not determine the curve, that is, where there are no more than <paramref name="Order"/>.
/// <code>Features = [new Mfcc(), new Delta(new Mfcc()), new Delta(new Mfcc(), Order: 2)]</code>
/// </summary>
/// <unit>that of the other feature a frame, or a frame squared</unit>
/// <range>any</range>
/// <param name="Of">The feature that changes.</param>
/// <param name="Order">1 for the slope, 2 for the curvature.</param>
public sealed record Delta(Feature Of, int Order = 1) : Feature
{
    /// <summary>The feature that changes.</summary>
    [JsonPropertyOrder(-1)] // as the first parameter stands in specs, which are identified by that
    public new Feature Of { get; init; } = Of;

    /// <summary>The name of <see cref="Of"/> and <c>_delta</c> or <c>_delta2</c>.</summary>
    public override string Name => Order == 1 ? $"{Of.Name}_delta" : $"{Of.Name}_delta{Order}";

    /// <inheritdoc/>
    public override int BandCount => Of.BandCount;

    /// <inheritdoc/>
    public override string? Credit => Of.Credit;

    /// <inheritdoc/>
    public override int? FrameHop(FeatureSpec spec) => Of.FrameHop(spec);

    internal override bool IsLocal => Of.IsLocal;

    internal override bool IsFromElsewhere => Of.IsFromElsewhere;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(Of.CreateCalculator(spec), Order);

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        problems.Require(Order is 1 or 2, $"Delta order {Order} must be 1 or 2; 1 is usual.");
        problems.Require(Of.SongValues.IsEmpty,
            $"Feature {Of.Name} has values once a song, and no frames that change; name it by itself.");
        Of.Check(spec, problems);
    }

    /// <summary>
    /// The derivative, of the order of the polynomial, is a constant, and so a window has one, and
    /// it is the sum of the window's values times the polynomial of that order that is orthogonal to the lower ones.
    /// </summary>
    internal sealed class Calculator(IFeatureCalculator of, int order) : IFeatureCalculator
    {
        private const int Width = 9;

        /// <inheritdoc/>
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            FrameRows values = new(rows.BandCount);
            values.Resize(rows.FrameCount);
            of.Compute(clip, values);
            rows.Resize(values.FrameCount);
            Differentiate(values, order, rows);
        }

        /// <summary>Fills <paramref name="rows"/> with the derivatives of the values, both <c>[bands, frames]</c>.</summary>
        public static void Differentiate(FrameRows values, int order, FrameRows rows)
        {
            var weights = Weights(Math.Min(Width, values.FrameCount), order);
            var reach = weights.Length / 2;
            var last = values.FrameCount - weights.Length + reach; // the last frame with a whole window
            var padded = new float[values.FrameCount + Width + Vector<float>.Count];
            for (var band = 0; band < values.BandCount; band++)
            {
                values.Row(band).CopyTo(padded.AsSpan(reach));
                for (var tile = 0; tile * Vector<float>.Count < values.FrameCount; tile++)
                    rows[band, tile] = Derivative(padded.AsSpan(tile * Vector<float>.Count), weights, reach);
                var row = rows.Row(band);
                row[..reach].Fill(row[reach]);
                row[last..].Fill(row[last]);
            }
        }

        /// <summary>The weights sum to 0; that the middle value is taken off makes a constant's derivative exactly 0.</summary>
        private static Vector<float> Derivative(ReadOnlySpan<float> values, float[] weights, int reach)
        {
            var (sum, middle) = (Vector<float>.Zero, new Vector<float>(values[reach..]));
            for (var i = 0; i < weights.Length; i++)
                sum = Vector.MultiplyAddEstimate(new(weights[i]), new Vector<float>(values[i..]) - middle, sum);
            return sum;
        }

        private static float[] Weights(int width, int order)
        {
            double[] polynomial = [.. Enumerable.Range(0, width).Select(i => i - (width - 1) / 2.0)];
            if (order == 2)
            {
                var mean = polynomial.Average(x => x * x);
                polynomial = [.. polynomial.Select(x => x * x - mean)];
            }
            var energy = polynomial.Sum(p => p * p);
            return [.. polynomial.Select(p => energy == 0 ? 0 : (float)(order * p / energy))]; // 1! = 1, 2! = 2
        }
    }
}
