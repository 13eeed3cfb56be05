namespace Workbench.Features.Cache;

/// <summary>What the cache has of some content.</summary>
/// <param name="Parts">One a feature that was asked for; null for those that are not there.</param>
/// <param name="Reason">Why the content gives not all of them; null if that is not known.</param>
/// <param name="IsDamaged">Whether some were there, and damaged.</param>
internal sealed record FoundFeatures<T>(T?[] Parts, string? Reason, bool IsDamaged)
    where T : class;
