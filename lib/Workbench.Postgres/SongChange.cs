using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workbench.Postgres;

/// <summary>What becomes of a song.</summary>
/// <param name="Id">What it is called, in UTF-8: 1 to 4,096 bytes, more than an index of PostgreSQL takes.</param>
/// <param name="Vector">Its vector, float32 in little-endian order; null where it is removed.</param>
/// <param name="About">What is known of it, as text; null for nothing.</param>
internal sealed record SongChange(byte[] Id, byte[]? Vector, string? About = null)
{
    /// <summary>The id as the key of a table.</summary>
    public byte[] Key => KeyOf(Id);

    /// <summary>A song that is put.</summary>
    public static SongChange Put(byte[] id, ReadOnlySpan<float> vector, string? about = null) =>
        new(id, MemoryMarshal.AsBytes(vector).ToArray(), about);

    /// <summary>An id as the key of a table.</summary>
    public static byte[] KeyOf(byte[] id) => SHA256.HashData(id);

    /// <summary>The numbers of a vector.</summary>
    public static ReadOnlySpan<float> Numbers(byte[] vector) => MemoryMarshal.Cast<byte, float>(vector);
}
