using NWaves.Filters.Base;
using NWaves.Operations;
using Workbench.Augmentation;

namespace Workbench.Bridges;

/// <summary>
/// Lowers what is loud, so that soft and loud lie nearer to each other, as masters of every genre do more or less (NWaves'
/// <c>DynamicsProcessor</c>): levels above a threshold rise by a fraction of what they rose by. It answers at once, so that no peak
/// slips through, and lets go within a tenth of a second.
/// </summary>
/// <param name="MinThresholdDb">From -60: below the loudest sample of the clip, in decibels.</param>
/// <param name="MaxThresholdDb">To 0.</param>
/// <param name="MinRatio">From 1: decibels that come in for each that goes out, above the threshold.</param>
/// <param name="MaxRatio">To 20.</param>
public sealed record Compressor(double MinThresholdDb = -30, double MaxThresholdDb = -15, double MinRatio = 2, double MaxRatio = 6)
    : NWavesEffect
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Problems() =>
    [
        .. ProblemsOfRange("threshold decibels", MinThresholdDb, MaxThresholdDb, -60, 0, "-30 to -15 is usual"),
        .. ProblemsOfRange("ratios", MinRatio, MaxRatio, 1, 20, "2 to 6 is usual"),
    ];

    /// <inheritdoc/>
    protected override DrawnTransform DrawNumbers(Random rng) =>
        new Drawn(Between(MinThresholdDb, MaxThresholdDb, rng), BetweenRatios(MinRatio, MaxRatio, rng));

    internal sealed record Drawn(double ThresholdDb, double Ratio) : DrawnEffect
    {
        public override string Summary => FormattableString.Invariant($"compressed {Ratio:0.0}:1 above {ThresholdDb:0} dB");

        private protected override IOnlineFilter Create(int sampleRate) =>
            new DynamicsProcessor(DynamicsMode.Compressor, sampleRate, (float)ThresholdDb, (float)Ratio, attack: 0);
    }
}
