using NWaves.Effects;
using NWaves.Filters.Base;
using NWaves.Signals.Builders;
using Workbench.Augmentation;

namespace Workbench.Bridges;

/// <summary>
/// Several players instead of one (NWaves' <c>ChorusEffect</c>): beside the sound three of itself are heard, each up to some milliseconds
/// late, and a little too high or low while its delay moves.
/// </summary>
/// <param name="MinHertz">
/// From 0.05: how often the delay of the first goes to and fro in a second; the others are a little slower and faster.
/// </param>
/// <param name="MaxHertz">To 5.</param>
/// <param name="Milliseconds">1 to 50: the longest delay.</param>
/// <param name="Wet">Share of the others in the result, 0 to 1.</param>
public sealed record Chorus(double MinHertz = 0.2, double MaxHertz = 0.8, double Milliseconds = 15, double Wet = 0.5) : NWavesEffect
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Problems() =>
    [
        .. ProblemsOfRange("hertz", MinHertz, MaxHertz, 0.05, 5, "0.2 to 0.8 is usual"),
        .. ProblemsOf("milliseconds", Milliseconds, 1, 50, usual: 15),
        .. ProblemsOf("wet share", Wet, 0, 1, usual: 0.5),
    ];

    /// <inheritdoc/>
    protected override DrawnTransform DrawNumbers(Random rng) => new Drawn(BetweenRatios(MinHertz, MaxHertz, rng), Milliseconds, Wet);

    internal sealed record Drawn(double Hertz, double Milliseconds, double Wet) : DrawnEffect
    {
        /// <summary>Players differ: shares of the first one's rate, and of the longest delay.</summary>
        private static readonly (double Rate, double Delay)[] Voices = [(1, 1), (0.8, 0.83), (1.3, 0.71)];

        public override string Summary => FormattableString.Invariant($"chorus {Hertz:0.00} times a second");

        private protected override IOnlineFilter Create(int sampleRate)
        {
            double[] seconds = [.. Voices.Select(voice => voice.Delay * Milliseconds / 1000)];
            SineBuilder[] waves = [.. Voices.Select(voice => DelayWave.Of(sampleRate, voice.Rate * Hertz))];
            ChorusEffect chorus = new(sampleRate, waves, [.. seconds.Select(s => (float)s)]);
            for (var i = 0; i < waves.Length; i++)
                DelayWave.KeepAboveOneSample(waves[i], sampleRate, seconds[i]);
            chorus.WetDryMix((float)Wet);
            return chorus;
        }
    }
}
