namespace Workbench.Features.Cache;

/// <summary>A feature of many songs, of one version of the extractor, as the cache keeps it.</summary>
/// <param name="SpecHash">Identity of the spec of it alone, or, as earlier versions kept it, of all features of a spec.</param>
/// <param name="Version">Version of the extractor; features of older ones are never used again.</param>
/// <param name="Table">The table that they stand in.</param>
/// <param name="Songs">How many songs, or copies of songs, have them.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="LastUsed">The day on which they were last asked for, <c>yyyy-MM-dd</c>; null where no note was kept of it.</param>
/// <param name="Feature">The name of the feature; null where no note was kept of it.</param>
internal sealed record CachedFeatures(
    string SpecHash, int Version, string Table, int Songs, long Bytes, string? LastUsed, string? Feature);
