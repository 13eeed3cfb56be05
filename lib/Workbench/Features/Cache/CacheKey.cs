using System.Text;

namespace Workbench.Features.Cache;

/// <summary>What a row of the cache holds of a song: one feature; or, as earlier versions kept it, all features of a spec.</summary>
/// <param name="Hash">Identity of the spec of it.</param>
/// <param name="ColumnCount">Values, or values of a frame.</param>
internal sealed record CacheKey(string Hash, int ColumnCount)
{
    /// <summary>The hash as the database keeps it.</summary>
    public byte[] HashBytes { get; } = Encoding.ASCII.GetBytes(Hash);

    /// <summary>The key of a feature.</summary>
    public static CacheKey Of(FeaturePart part) => new(part.Hash, part.ColumnCount);
}
