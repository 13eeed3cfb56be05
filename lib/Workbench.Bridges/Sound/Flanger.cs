using NWaves.Effects;
using NWaves.Filters.Base;
using Workbench.Augmentation;

namespace Workbench.Bridges;

/// <summary>
/// Adds the sound to itself a few milliseconds later, the delay going to and fro (NWaves' <c>FlangerEffect</c>): a comb of notches sweeps
/// through the spectrum, as of a jet passing by.
/// </summary>
/// <param name="MinHertz">From 0.05: how often the delay goes to and fro in a second.</param>
/// <param name="MaxHertz">To 10.</param>
/// <param name="Milliseconds">0.5 to 15: the longest delay.</param>
/// <param name="Depth">Share of the delayed sound against the sound itself, 0 to 1.</param>
public sealed record Flanger(double MinHertz = 0.1, double MaxHertz = 1, double Milliseconds = 3, double Depth = 0.7) : NWavesEffect
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Problems() =>
    [
        .. ProblemsOfRange("hertz", MinHertz, MaxHertz, 0.05, 10, "0.1 to 1 is usual"),
        .. ProblemsOf("milliseconds", Milliseconds, 0.5, 15, usual: 3),
        .. ProblemsOf("depth", Depth, 0, 1, usual: 0.7),
    ];

    /// <inheritdoc/>
    protected override DrawnTransform DrawNumbers(Random rng) => new Drawn(BetweenRatios(MinHertz, MaxHertz, rng), Milliseconds, Depth);

    internal sealed record Drawn(double Hertz, double Milliseconds, double Depth) : DrawnEffect
    {
        public override string Summary => FormattableString.Invariant($"flanger {Hertz:0.00} times a second");

        private protected override IOnlineFilter Create(int sampleRate)
        {
            var wave = DelayWave.Of(sampleRate, Hertz);
            FlangerEffect flanger = new(sampleRate, wave, (float)(Milliseconds / 1000), (float)Depth) { Dry = 1 };
            DelayWave.KeepAboveOneSample(wave, sampleRate, Milliseconds / 1000);
            return flanger;
        }
    }
}
