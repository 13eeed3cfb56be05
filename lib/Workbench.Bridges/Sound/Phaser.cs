using NWaves.Effects;
using NWaves.Filters.Base;
using Workbench.Augmentation;

namespace Workbench.Bridges;

/// <summary>
/// Takes out a band that moves up and down from 300 to 3000 Hz, as a guitarist's pedal does (NWaves' <c>PhaserEffect</c>, a notch).
/// </summary>
/// <param name="MinHertz">From 0.05: how often it goes up and down in a second.</param>
/// <param name="MaxHertz">To 10.</param>
/// <param name="Q">0.1 to 10: middle of the band over its width; the wider the band, the more is heard of it.</param>
public sealed record Phaser(double MinHertz = 0.2, double MaxHertz = 1.5, double Q = 0.5) : NWavesEffect
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Problems() =>
    [
        .. ProblemsOfRange("hertz", MinHertz, MaxHertz, 0.05, 10, "0.2 to 1.5 is usual"),
        .. ProblemsOf("Q", Q, 0.1, 10, usual: 0.5),
    ];

    /// <inheritdoc/>
    protected override DrawnTransform DrawNumbers(Random rng) => new Drawn(BetweenRatios(MinHertz, MaxHertz, rng), Q);

    internal sealed record Drawn(double Hertz, double Q) : DrawnEffect
    {
        private const double LowestNotch = 300, HighestNotch = 3000;

        public override string Summary => FormattableString.Invariant($"phaser {Hertz:0.00} times a second");

        /// <summary>At low sample rates the band turns below half of it.</summary>
        private protected override IOnlineFilter Create(int sampleRate) => new PhaserEffect(sampleRate, (float)Hertz,
            (float)Math.Min(LowestNotch, 0.04 * sampleRate), (float)Math.Min(HighestNotch, 0.4 * sampleRate), (float)Q);
    }
}
