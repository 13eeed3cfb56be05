using System.IO.Hashing;

namespace Workbench.Recommendation.Vectors;

/// <summary>What the index keeps of a song beside its numbers.</summary>
/// <param name="IdHash"><see cref="HashOf"/> its id.</param>
/// <param name="IdEnd">Where its id ends in the file of ids; it begins where that of the row before ends.</param>
/// <param name="Checksum"><see cref="ChecksumOf"/> its numbers.</param>
internal readonly record struct SongCell(ulong IdHash, long IdEnd, ulong Checksum)
{
    /// <summary>By what ids are looked up.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> id) => XxHash3.HashToUInt64(id);

    /// <summary>By what damage is noticed; it does not depend on the place of the row, so that it holds when rows are copied.</summary>
    public static ulong ChecksumOf(ulong idHash, ReadOnlySpan<byte> floats, ReadOnlySpan<byte> codes, CodeScale scale)
    {
        var scales = ((ulong)BitConverter.SingleToUInt32Bits(scale.Scale) << 32) | BitConverter.SingleToUInt32Bits(scale.Error);
        var numbers = XxHash3.HashToUInt64(floats, unchecked((long)(idHash ^ scales)));
        return XxHash3.HashToUInt64(codes, unchecked((long)numbers));
    }
}
