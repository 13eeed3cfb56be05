using Workbench.Features.Analysis;
using Workbench.Features.Calculators;

namespace Workbench.Features;

/// <summary>
/// Tonal centroid (librosa <c>tonnetz</c>; Harte, Sandler and Gasser, "Detecting harmonic change in musical audio", 2006): the
/// centre of gravity of a frame's <see cref="ChromaCens"/> on the circles of fifths, minor thirds and major thirds, two
/// coordinates each, -1 to 1 (major thirds: -0.5 to 0.5).
/// </summary>
public sealed record Tonnetz : ConstantQFeature
{
    /// <inheritdoc/>
    public override string Name => "tonnetz";

    /// <inheritdoc/>
    public override int BandCount => 6;

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new TonnetzCalculator();
}
