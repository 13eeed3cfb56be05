using Workbench.Features;

namespace Workbench.Tests.Features;

/// <summary>Specs whose values are librosa's in every column.</summary>
internal static class LibrosaSpec
{
    /// <summary><see cref="FeatureSpec.Default"/> without floor and threshold, as it was before there were any.</summary>
    public static FeatureSpec Default { get; } = FeatureSpec.Default with
    {
        Features =
        [
            .. FeatureSpec.Default.Features.Select(feature => feature switch
            {
                SpectralContrast => new SpectralContrast(),
                ZeroCrossingRate => new ZeroCrossingRate(),
                _ => feature,
            }),
        ],
    };
}
