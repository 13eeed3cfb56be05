using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>
/// Adds white noise. From 20 to 40 dB below the music it is the hiss of tapes and records, which no genre is without.
/// </summary>
/// <param name="MinSnrDb">From -20: power of the clip over power of the noise, in decibels.</param>
/// <param name="MaxSnrDb">To 120.</param>
public sealed record AddNoise(double MinSnrDb = 20, double MaxSnrDb = 40) : AudioTransform
{
    internal override void Check(SpecProblems problems) =>
        CheckRange(problems, "signal-to-noise ratios", MinSnrDb, MaxSnrDb, -20, 120, "20 to 40 dB is usual");

    private protected override DrawnTransform DrawChecked(Random rng) => new Drawn(Between(MinSnrDb, MaxSnrDb, rng), rng.Next());

    internal sealed record Drawn(double SnrDb, int Seed) : DrawnTransform
    {
        public override string Summary => FormattableString.Invariant($"noise at {SnrDb:0} dB");

        /// <summary>Noise of each channel's own power: silence stays silent.</summary>
        public override AudioClip Apply(AudioClip clip, CancellationToken token = default)
        {
            Random rng = new(Seed);
            return EachChannel(clip, samples =>
            {
                var power = samples.Sum(s => (double)s * s) / Math.Max(1, samples.Length);
                var deviation = Math.Sqrt(power * Math.Pow(10, -SnrDb / 10));
                return [.. samples.Select(s => (float)(s + deviation * Normal(rng)))];
            });
        }

        /// <summary>Box and Muller's.</summary>
        private static double Normal(Random rng) =>
            Math.Sqrt(-2 * Math.Log(1 - rng.NextDouble())) * Math.Cos(2 * Math.PI * rng.NextDouble());
    }
}
