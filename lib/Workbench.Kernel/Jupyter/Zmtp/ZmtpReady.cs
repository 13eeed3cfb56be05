using System.Buffers.Binary;
using System.Text;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>The command that ends the handshake of the NULL mechanism: what kind of socket a peer is, and what it is called.</summary>
/// <param name="SocketType">For instance <c>DEALER</c>.</param>
/// <param name="Identity">The name that the peer chose; empty for none.</param>
internal sealed record ZmtpReady(string SocketType, byte[] Identity)
{
    private const string SocketTypeName = "Socket-Type", IdentityName = "Identity";

    /// <summary>The body of the command frame.</summary>
    public byte[] Encode()
    {
        var bytes = new MemoryStream();
        bytes.WriteByte(5);
        bytes.Write("READY"u8);
        Add(SocketTypeName, Encoding.ASCII.GetBytes(SocketType));
        Add(IdentityName, Identity);
        return bytes.ToArray();

        void Add(string name, byte[] value)
        {
            bytes.WriteByte((byte)name.Length);
            bytes.Write(Encoding.ASCII.GetBytes(name));
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
            bytes.Write(length);
            bytes.Write(value);
        }
    }

    /// <summary>Reads the body of a command frame.</summary>
    /// <exception cref="ZmtpException">Another command, or one that is cut off.</exception>
    public static ZmtpReady Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("\u0005READY"u8))
            throw new ZmtpException("no READY");
        var (socketType, identity) = ("", Array.Empty<byte>());
        for (var rest = body[6..]; rest.Length > 0;)
        {
            var name = Encoding.ASCII.GetString(Take(ref rest, Take(ref rest, 1)[0]));
            var value = Take(ref rest, BinaryPrimitives.ReadUInt32BigEndian(Take(ref rest, 4)));
            if (name.Equals(SocketTypeName, StringComparison.OrdinalIgnoreCase))
                socketType = Encoding.ASCII.GetString(value);
            else if (name.Equals(IdentityName, StringComparison.OrdinalIgnoreCase))
                identity = value.ToArray();
        }
        return new(socketType, identity);
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, uint length)
    {
        if (length > rest.Length)
            throw new ZmtpException("READY is cut off");
        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }
}
