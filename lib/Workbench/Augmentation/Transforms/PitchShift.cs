using Workbench.Audio;
using Workbench.Augmentation.Stretching;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>
/// Moves all pitches and keeps the length, in tenths of a semitone, so that few resampling filters serve all copies. The usual
/// two semitones are those of McFee, Humphrey and Bello ("A software framework for musical data augmentation", 2015):
/// singers transpose as far, and timbres stay themselves.
/// </summary>
/// <param name="MinSemitones">From -12; negative is lower.</param>
/// <param name="MaxSemitones">To 12.</param>
public sealed record PitchShift(double MinSemitones = -2, double MaxSemitones = 2) : AudioTransform
{
    internal override void Check(SpecProblems problems) =>
        CheckRange(problems, "semitones", MinSemitones, MaxSemitones, -12, 12, "-2 to 2 keeps the genre");

    private protected override DrawnTransform DrawChecked(Random rng) =>
        new Drawn(Math.Clamp(Math.Round(Between(MinSemitones, MaxSemitones, rng), 1) + 0.0, MinSemitones, MaxSemitones)); // -0 + 0 is 0

    internal sealed record Drawn(double Semitones) : DrawnTransform
    {
        /// <summary>Ratios of frequencies are met to two cents, and most far better, with filters of a quarter of a megabyte.</summary>
        private const int LargestDenominator = 300;

        public override string Summary => FormattableString.Invariant($"pitch {Semitones:+0.0;-0.0} semitones");

        /// <summary>Stretches the clip and plays it faster, or the reverse.</summary>
        public override AudioClip Apply(AudioClip clip, CancellationToken token = default)
        {
            var (over, under) = Fraction(Math.Pow(2, Semitones / 12));
            if (over == under)
                return clip;
            var length = (int)(((long)clip.SampleCount * over + under - 1) / under);
            var stretched = TimeScale.Stretch(clip, length, token);
            return EachChannel(stretched, samples => Resampler.Resample(samples, over, under, token)[..clip.SampleCount]);
        }

        /// <summary>The nearest ratio of small whole numbers.</summary>
        private static (int Over, int Under) Fraction(double value)
        {
            var under = Enumerable.Range(1, LargestDenominator).MinBy(q => Math.Abs(Math.Round(value * q) / q - value));
            return ((int)Math.Round(value * under), under);
        }
    }
}
