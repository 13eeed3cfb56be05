using NWaves.Effects;
using NWaves.Filters.Base;
using Workbench.Augmentation;

namespace Workbench.Bridges;

/// <summary>
/// Overdrives a tube amplifier (Zölzer, "DAFX", 2002, section 5.3; NWaves' <c>TubeDistortionEffect</c>): one side of the curve is bent
/// more than the other, so that even overtones come first, and highs are dulled as in the amplifier.
/// </summary>
/// <param name="MinDriveDb">From 0: how far above full scale the loudest sample is driven, in decibels.</param>
/// <param name="MaxDriveDb">To 40.</param>
/// <param name="Wet">Share of the amplifier in the result, 0 to 1.</param>
public sealed record TubeDistortion(double MinDriveDb = 6, double MaxDriveDb = 18, double Wet = 0.5) : NWavesEffect
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Problems() =>
    [
        .. ProblemsOfRange("decibels", MinDriveDb, MaxDriveDb, 0, 40, "6 to 18 warms and bites"),
        .. ProblemsOf("wet share", Wet, 0, 1, usual: 0.5),
    ];

    /// <inheritdoc/>
    protected override DrawnTransform DrawNumbers(Random rng) => new Drawn(Between(MinDriveDb, MaxDriveDb, rng), Wet);

    internal sealed record Drawn(double DriveDb, double Wet) : DrawnEffect
    {
        public override string Summary => FormattableString.Invariant($"tube driven by {DriveDb:0.0} dB");

        private protected override IOnlineFilter Create(int sampleRate)
        {
            TubeDistortionEffect tube = new(inputGain: (float)DriveDb, outputGain: 0);
            tube.WetDryMix((float)Wet);
            return tube;
        }
    }
}
