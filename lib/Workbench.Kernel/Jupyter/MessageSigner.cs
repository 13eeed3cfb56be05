using System.Security.Cryptography;
using System.Text;

namespace Workbench.Kernel.Jupyter;

/// <summary>
/// Signs messages, and tells those of the front end from others: HMAC-SHA256 over header, parent header, metadata and content.
/// </summary>
/// <param name="key">The key of the connection file; not empty.</param>
internal sealed class MessageSigner(string key)
{
    private readonly byte[] key = Encoding.UTF8.GetBytes(key);

    /// <summary>The signature, in lower-case hexadecimal digits.</summary>
    /// <param name="parts">The four parts.</param>
    public byte[] Sign(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts)
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Whether that is the signature; takes the same time wherever a wrong one differs.</summary>
    public bool Accepts(byte[] signature, params ReadOnlySpan<byte[]> parts) =>
        CryptographicOperations.FixedTimeEquals(Sign(parts), signature);
}
