using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>
/// Share of samples of a frame at which the sign changes (librosa <c>zero_crossing_rate</c>), 0 to 1.
/// </summary>
/// <unit>none, a share of samples</unit>
/// <range>0 to 1</range>
/// <param name="Threshold">
/// Samples of at most this magnitude, full scale 1, count as positive zeros (librosa's <c>threshold</c>): 1e-10 to 0.1. Null for librosa's
/// default of 1e-10: then the signs of what a decoder or a resampler leaves of silence are counted, which are rounding errors.
/// </param>
public sealed record ZeroCrossingRate(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] // so that older specs keep their identity
    double? Threshold = null) : Feature
{
    private const double LibrosasThreshold = 1e-10;

    /// <inheritdoc/>
    public override string Name => "zcr";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(LowestZero);

    /// <summary>The lowest sample that does not count as negative.</summary>
    internal float LowestZero => -(float)(Threshold ?? LibrosasThreshold);

    internal override void Check(FeatureSpec spec, SpecProblems problems) =>
        problems.Require(Threshold is null or (>= LibrosasThreshold and <= 0.1),
            $"ZeroCrossingRate threshold {Threshold} must be 1e-10 to 0.1; 0.0001 is usual, null is librosa's 1e-10.");

    /// <summary>
    /// librosa repeats the first and the last sample beyond the ends, where there is
    /// then no crossing: only the samples that are there are looked at.
    /// </summary>
    private sealed class Calculator(float lowestZero) : IFeatureCalculator
    {
        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            // Each sample counts for the crossing before it: the first one of a frame would look beyond the frame.
            var sums = FrameSums.Of(clip, (first, end) => CountCrossings(clip.Samples[Math.Max(0, first - 1)..end]));
            for (var frame = 0; frame < sums.Length; frame++)
                rows.Row(0)[frame] = (float)(sums[frame] - CountCrossings(Before(frame))) / clip.Spec.FftLength;

            ReadOnlySpan<float> Before(int frame)
            {
                var first = frame * clip.Spec.HopLength - clip.Spec.FftLength / 2;
                return first > 0 && first < clip.Samples.Length ? clip.Samples.Slice(first - 1, 2) : [];
            }
        }

        private int CountCrossings(ReadOnlySpan<float> samples)
        {
            if (samples.IsEmpty)
                return 0;
            ref var first = ref MemoryMarshal.GetReference(samples);
            var (counts, threshold, i) = (Vector<int>.Zero, new Vector<float>(lowestZero), 1);
            for (; i + Vector<float>.Count <= samples.Length; i += Vector<float>.Count)
                counts -= Vector.LessThan(Vector.LoadUnsafe(ref first, (nuint)i - 1), threshold)
                    ^ Vector.LessThan(Vector.LoadUnsafe(ref first, (nuint)i), threshold);
            var count = Vector.Sum(counts);
            for (; i < samples.Length; i++)
                count += (samples[i - 1] < lowestZero) != (samples[i] < lowestZero) ? 1 : 0;
            return count;
        }
    }
}
