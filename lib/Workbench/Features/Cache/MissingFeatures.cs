namespace Workbench.Features.Cache;

/// <summary>A file of which features are not there.</summary>
/// <param name="Audio">The file, as it is or changed.</param>
/// <param name="Spec">What would be extracted from it.</param>
internal sealed record MissingFeatures(AudioVariant Audio, FeatureSpec Spec);
