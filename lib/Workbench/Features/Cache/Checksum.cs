using System.IO.Hashing;

namespace Workbench.Features.Cache;

/// <summary>By what damage of kept features is noticed: several gigabytes a second, and no protection against intent.</summary>
internal static class Checksum
{
    /// <summary>The checksum of bytes, as SQLite keeps numbers.</summary>
    public static long Of(ReadOnlySpan<byte> bytes) => unchecked((long)XxHash3.HashToUInt64(bytes));
}
