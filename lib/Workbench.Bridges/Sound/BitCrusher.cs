using NWaves.Effects;
using NWaves.Filters.Base;
using Workbench.Augmentation;

namespace Workbench.Bridges;

/// <summary>
/// Rounds samples to few bits, as early samplers and games did (NWaves' <c>BitCrusherEffect</c>): noise that follows the music, about
/// 6 dB lower for each bit. What is softer than half a step falls silent.
/// </summary>
/// <param name="MinBits">From 2.</param>
/// <param name="MaxBits">To 16.</param>
public sealed record BitCrusher(int MinBits = 6, int MaxBits = 10) : NWavesEffect
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Problems() =>
        ProblemsOfRange("bits", MinBits, MaxBits, 2, 16, "6 to 10 roughens and keeps the genre");

    /// <inheritdoc/>
    protected override DrawnTransform DrawNumbers(Random rng) => new Drawn(rng.Next(MinBits, MaxBits + 1));

    internal sealed record Drawn(int Bits) : DrawnEffect
    {
        public override string Summary => FormattableString.Invariant($"{Bits} bits");

        private protected override IOnlineFilter Create(int sampleRate) => new BitCrusherEffect(Bits);
    }
}
