using System.Numerics;
using System.Runtime.InteropServices;
using Workbench.Features.Analysis;

namespace Workbench.Features;

/// <summary>
/// Share of samples of a frame at which the sign changes (librosa <c>zero_crossing_rate</c>), 0 to 1.
/// </summary>
public sealed record ZeroCrossingRate : Feature
{
    /// <inheritdoc/>
    public override string Name => "zcr";

    /// <inheritdoc/>
    public override int BandCount => 1;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator();

    /// <summary>
    /// librosa repeats the first and the last sample beyond the ends, where there is
    /// then no crossing: only the samples that are there are looked at.
    /// </summary>
    private sealed class Calculator : IFeatureCalculator
    {
        /// <summary>What is not below minus this counts as positive, zero included.</summary>
        private const float Threshold = 1e-10f;

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

        private static int CountCrossings(ReadOnlySpan<float> samples)
        {
            if (samples.IsEmpty)
                return 0;
            ref var first = ref MemoryMarshal.GetReference(samples);
            var (counts, threshold, i) = (Vector<int>.Zero, new Vector<float>(-Threshold), 1);
            for (; i + Vector<float>.Count <= samples.Length; i += Vector<float>.Count)
                counts -= Vector.LessThan(Vector.LoadUnsafe(ref first, (nuint)i - 1), threshold)
                    ^ Vector.LessThan(Vector.LoadUnsafe(ref first, (nuint)i), threshold);
            var count = Vector.Sum(counts);
            for (; i < samples.Length; i++)
                count += (samples[i - 1] < -Threshold) != (samples[i] < -Threshold) ? 1 : 0;
            return count;
        }
    }
}
