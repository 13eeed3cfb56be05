namespace Workbench.Features.Cache;

/// <summary>What the extraction of one feature of a file gave: the feature or a reason.</summary>
/// <param name="Part">Which of those that were asked for.</param>
/// <param name="Features">As the storage keeps it; null where the file has none.</param>
/// <param name="Reason">Why it has none, or null.</param>
internal sealed record FreshFeature<T>(int Part, T? Features, string? Reason)
    where T : class;
