using System.IO.Hashing;
using System.Runtime.InteropServices;
using Workbench.Foundation;

namespace Workbench.Recommendation.Vectors;

/// <summary>The first bytes of a file of vectors: whose it is, and how long a vector.</summary>
/// <param name="Magic"><see cref="OwnMagic"/>.</param>
/// <param name="Version">Of the form.</param>
/// <param name="Dimension">Numbers of a vector.</param>
/// <param name="Checksum">Of the three above.</param>
internal readonly record struct IndexHeader(ulong Magic, int Version, int Dimension, ulong Checksum)
{
    private const int OwnVersion = 1;

    private static ulong OwnMagic => MemoryMarshal.Read<ulong>("WbVector"u8);

    /// <summary>The header of a file of ours.</summary>
    public static IndexHeader Of(int dimension)
    {
        var header = new IndexHeader(OwnMagic, OwnVersion, dimension, 0);
        return header with { Checksum = header.Expected() };
    }

    /// <summary>How a file of ours is laid out.</summary>
    /// <param name="path">The file, for the message.</param>
    /// <exception cref="WorkbenchException">It is not ours, of another version, or damaged.</exception>
    public ExtentLayout Layout(string path)
    {
        if (Magic != OwnMagic)
            throw new WorkbenchException($"{path} was not written by this program, for it does not begin with WbVector. "
                + "Name the folder of an index, or move the file away.");
        if (Version != OwnVersion)
            throw new WorkbenchException($"{path} has version {Version} of the form, and this program reads {OwnVersion}. "
                + "Open it with the version that wrote it, or delete its folder and build the index anew.");
        if (Checksum != Expected())
            throw Damaged(path, "its first bytes do not agree with their checksum");
        return new(Dimension);
    }

    /// <summary>The error for files that are not as they were written.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="what">What is wrong.</param>
    public static WorkbenchException Damaged(string path, string what) => new($"{path} is damaged: {what}. "
        + "Restore its folder from a copy, or delete it and build the index anew.");

    private ulong Expected()
    {
        var copy = this;
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<IndexHeader>(in copy));
        return XxHash3.HashToUInt64(bytes[..^sizeof(ulong)]);
    }
}
