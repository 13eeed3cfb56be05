using System.Buffers.Binary;
using System.Text;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>The command that ends the handshake of the NULL mechanism: what kind of socket a peer is, and what it is called.</summary>
/// <param name="SocketType">For instance <c>DEALER</c>.</param>
/// <param name="Identity">The name that the peer chose; empty for none.</param>
internal sealed record ZmtpReady(string SocketType, byte[] Identity)
{
    private const string SocketTypeName = "Socket-Type", IdentityName = "Identity";

    private static ReadOnlySpan<byte> Command => "\u0005READY"u8;

    /// <summary>The body of our command frame: the kernel's sockets have no name.</summary>
    public static byte[] Encode(string socketType)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, socketType.Length);
        return
        [
            .. Command,
            (byte)SocketTypeName.Length,
            .. Encoding.ASCII.GetBytes(SocketTypeName),
            .. length,
            .. Encoding.ASCII.GetBytes(socketType),
        ];
    }

    /// <summary>Reads the body of a command frame.</summary>
    /// <exception cref="ZmtpException">Another command, or one that is cut off.</exception>
    public static ZmtpReady Read(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Command))
            throw new ZmtpException("no READY");
        var (socketType, identity) = ("", Array.Empty<byte>());
        for (var rest = body[Command.Length..]; rest.Length > 0;)
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
