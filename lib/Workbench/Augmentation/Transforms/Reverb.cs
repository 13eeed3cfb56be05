using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Augmentation.Transforms;

/// <summary>
/// Plays the sound in a room (Schroeder, "Natural sounding artificial reverberation", 1962: four combs side by side, two all-passes
/// one after the other, with his delays). Half a second is a studio, a second and a half a
/// hall; a fifth of it is heard beside the sound itself.
/// </summary>
/// <param name="MinSeconds">From 0.1: time in which the room falls silent, by 60 dB.</param>
/// <param name="MaxSeconds">To 10.</param>
/// <param name="Wet">Share of the room in the result, 0 to 1.</param>
public sealed record Reverb(double MinSeconds = 0.4, double MaxSeconds = 1.5, double Wet = 0.2) : AudioTransform
{
    internal override void Check(SpecProblems problems)
    {
        CheckRange(problems, "seconds", MinSeconds, MaxSeconds, 0.1, 10, "0.4 to 1.5 are studios and halls");
        problems.Require(Wet is >= 0 and <= 1, FormattableString.Invariant($"Reverb: wet share {Wet} must be 0 to 1; 0.2 is usual."));
    }

    private protected override DrawnTransform DrawChecked(Random rng) => new Drawn(BetweenRatios(MinSeconds, MaxSeconds, rng), Wet);

    internal sealed record Drawn(double Seconds, double Wet) : DrawnTransform
    {
        private const float AllPassGain = 0.7f;

        public override string Summary => FormattableString.Invariant($"a room of {Seconds:0.0} s");

        /// <summary>The length stays: what sounds on after the end is cut off.</summary>
        public override AudioClip Apply(AudioClip clip, CancellationToken token = default) => EachChannel(clip, samples =>
        {
            var room = new float[samples.Length];
            foreach (var delay in new[] { 0.0297, 0.0371, 0.0411, 0.0437 })
                AddComb(samples, room, Delay(delay), Math.Pow(10, -3 * delay / Seconds));
            AllPass(room, Delay(0.005));
            AllPass(room, Delay(0.0017));
            return [.. samples.Zip(room, (dry, wet) => (float)((1 - Wet) * dry + Wet * wet))];

            int Delay(double seconds) => Math.Max(1, (int)Math.Round(seconds * clip.SampleRate));
        });

        /// <summary>Adds echoes of noise of half the signal's amplitude: four combs have its power.</summary>
        private static void AddComb(float[] samples, float[] room, int delay, double gain)
        {
            var (echoes, level, again) = (new float[samples.Length], (float)Math.Sqrt(1 - gain * gain) / 2, (float)gain);
            for (var i = delay; i < samples.Length; i++)
            {
                echoes[i] = samples[i - delay] + again * echoes[i - delay];
                room[i] += level * echoes[i];
            }
        }

        private static void AllPass(float[] samples, int delay)
        {
            var line = new float[delay];
            for (var i = 0; i < samples.Length; i++)
            {
                ref var delayed = ref line[i % delay];
                var into = samples[i] + AllPassGain * delayed;
                (samples[i], delayed) = (delayed - AllPassGain * into, into);
            }
        }
    }
}
