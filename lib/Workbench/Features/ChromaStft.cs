using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Energy of the twelve pitch classes, C first, each frame scaled so that its largest is 1 (librosa <c>chroma_stft</c>);
/// the tuning is estimated from the clip.
/// </summary>
public sealed record ChromaStft : Feature
{
    /// <inheritdoc/>
    public override string Name => "chroma_stft";

    /// <inheritdoc/>
    public override int BandCount => 12;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new ChromaStftCalculator(spec);
}
