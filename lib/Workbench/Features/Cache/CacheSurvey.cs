using System.Collections.Immutable;

namespace Workbench.Features.Cache;

/// <summary>What the cache has of some sound files.</summary>
/// <param name="Cached">How many have their features there.</param>
/// <param name="Unreadable">How many are known to give none.</param>
/// <param name="Missing">Those that would be extracted.</param>
internal sealed record CacheSurvey(int Cached, int Unreadable, ImmutableArray<MissingFeatures> Missing);
