using System.Buffers.Binary;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>
/// The unit of ZMTP 3.0 (ZeroMQ RFC 23): a byte of flags, the size in one byte or, big-endian, in eight, and the body.
/// A message is frames of which all but the last say that more follow.
/// </summary>
/// <param name="Body">The content.</param>
/// <param name="HasMore">Whether the message goes on.</param>
/// <param name="IsCommand">Whether this is a command between the peers and no part of a message.</param>
internal readonly record struct ZmtpFrame(byte[] Body, bool HasMore = false, bool IsCommand = false)
{
    private const byte MoreFlag = 1, LongFlag = 2, CommandFlag = 4;
    private const int FirstBytes = 64 << 10; // of a long body: for the rest there is room when these have come

    /// <summary>Waits for a frame.</summary>
    /// <param name="stream">From the peer.</param>
    /// <param name="maximumBytes">The longest body that is accepted.</param>
    /// <param name="hold">Told of bytes before there is room made for them; it may refuse.</param>
    /// <exception cref="ZmtpException">Unknown flags, or a longer body.</exception>
    public static ZmtpFrame Read(Stream stream, long maximumBytes, Action<int>? hold = null)
    {
        Span<byte> header = stackalloc byte[9];
        stream.ReadExactly(header[..1]);
        var flags = header[0];
        if (flags is > (CommandFlag | LongFlag) or (CommandFlag | MoreFlag)) // the other bits are reserved, and a command is a single frame
            throw new ZmtpException($"flags {flags:x2}");
        var size = header.Slice(1, (flags & LongFlag) != 0 ? 8 : 1);
        stream.ReadExactly(size);
        var length = size.Length == 1 ? size[0] : BinaryPrimitives.ReadUInt64BigEndian(size);
        if (length > (ulong)maximumBytes)
            throw new ZmtpException($"a frame of {length} bytes");
        return new(ReadBody(stream, (int)length, hold), (flags & MoreFlag) != 0, (flags & CommandFlag) != 0);
    }

    private static byte[] ReadBody(Stream stream, int length, Action<int>? hold)
    {
        byte[] body = [];
        while (body.Length < length)
        {
            var (filled, room) = (body.Length, Math.Min(length, Math.Max(FirstBytes, 2 * body.Length)));
            hold?.Invoke(room - filled);
            Array.Resize(ref body, room);
            stream.ReadExactly(body.AsSpan(filled));
        }
        return body;
    }

    /// <summary>The bytes of a message.</summary>
    public static byte[] Encode(IReadOnlyList<byte[]> message)
    {
        var bytes = new byte[message.Sum(body => body.Length + HeaderLength(body))];
        var rest = bytes.AsSpan();
        for (var i = 0; i < message.Count; i++)
            rest = rest[new ZmtpFrame(message[i], HasMore: i < message.Count - 1).Write(rest)..];
        return bytes;
    }

    /// <summary>The bytes of this frame.</summary>
    public byte[] Encode()
    {
        var bytes = new byte[HeaderLength(Body) + Body.Length];
        Write(bytes);
        return bytes;
    }

    private static int HeaderLength(byte[] body) => body.Length > byte.MaxValue ? 9 : 2;

    private int Write(Span<byte> target)
    {
        var header = HeaderLength(Body);
        target[0] = (byte)((HasMore ? MoreFlag : 0) | (IsCommand ? CommandFlag : 0) | (header == 9 ? LongFlag : 0));
        if (header == 9)
            BinaryPrimitives.WriteInt64BigEndian(target[1..], Body.Length);
        else
            target[1] = (byte)Body.Length;
        Body.CopyTo(target[header..]);
        return header + Body.Length;
    }
}
