using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Chroma energy normalised statistics (librosa <c>chroma_cens</c> with <c>bins_per_octave=12</c>; Müller and Ewert, "Chroma
/// toolbox", 2011): the share of each pitch class, C first, in steps of a quarter, smoothed over 41 frames, each frame of
/// Euclidean norm 1. Follows the harmony, whatever the dynamics and the articulation.
/// </summary>
public sealed record ChromaCens : ConstantQFeature
{
    /// <inheritdoc/>
    public override string Name => "chroma_cens";

    /// <inheritdoc/>
    public override int BandCount => 12;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new ChromaCensCalculator();
}
