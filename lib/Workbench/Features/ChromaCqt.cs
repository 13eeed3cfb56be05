using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Magnitude of the twelve pitch classes, C first, each frame scaled so that its largest is 1, from the constant-Q transform
/// (librosa <c>chroma_cqt</c> with <c>bins_per_octave=12</c>, as the FMA tables have it; librosa's default is 36).
/// </summary>
public sealed record ChromaCqt : ConstantQFeature
{
    /// <inheritdoc/>
    public override string Name => "chroma_cqt";

    /// <inheritdoc/>
    public override int BandCount => 12;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new ChromaCqtCalculator();
}
