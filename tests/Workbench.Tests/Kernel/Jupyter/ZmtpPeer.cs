using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workbench.Tests.Kernel.Jupyter;

/// <summary>A peer for tests, that shares no code with the kernel's side: it writes bytes, and reads frames.</summary>
internal sealed class ZmtpPeer : IDisposable
{
    private readonly TcpClient client = new() { ReceiveTimeout = 60_000 };
    private readonly NetworkStream stream;

    public ZmtpPeer(int port)
    {
        client.Connect(IPAddress.Loopback, port);
        stream = client.GetStream();
    }

    /// <summary>A connected peer whose handshake is done.</summary>
    public static ZmtpPeer Connect(int port, string socketType, string identity = "")
    {
        var peer = new ZmtpPeer(port);
        peer.Write([0xFF, .. new byte[8], 0x7F, 3, 0, .. "NULL"u8, .. new byte[48]]);
        byte[] ready = [5, .. "READY"u8, .. Property("Socket-Type", socketType), .. Property("Identity", identity)];
        peer.Write([4, (byte)ready.Length, .. ready]);
        peer.ReadExactly(64);
        Assert.Equal(4, peer.ReadFrame().Flags);
        return peer;
    }

    /// <summary>Whether something has arrived.</summary>
    public bool HasData => stream.DataAvailable;

    public void Write(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    public void Send(params ReadOnlySpan<byte[]> frames)
    {
        for (var i = 0; i < frames.Length; i++)
        {
            var header = new byte[9];
            header[0] = (byte)(2 | (i < frames.Length - 1 ? 1 : 0)); // the long form serves all lengths
            BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(1), frames[i].Length);
            Write([.. header, .. frames[i]]);
        }
    }

    public byte[] ReadExactly(int length)
    {
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    public (byte Flags, byte[] Body) ReadFrame()
    {
        var flags = ReadExactly(1)[0];
        var length = (flags & 2) == 0 ? ReadExactly(1)[0] : (int)BinaryPrimitives.ReadInt64BigEndian(ReadExactly(8));
        return (flags, ReadExactly(length));
    }

    public List<byte[]> Receive()
    {
        var frames = new List<byte[]>();
        while (true)
        {
            var (flags, body) = ReadFrame();
            frames.Add(body);
            if ((flags & 1) == 0)
                return frames;
        }
    }

    /// <summary>Whether the other side has closed the connection.</summary>
    public bool IsClosed()
    {
        try
        {
            var scratch = new byte[4096];
            while (stream.Read(scratch) > 0)
            {
                // the other side's greeting
            }
        }
        catch (IOException error) when (error.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
        }
        return true;
    }

    public void Dispose() => client.Dispose();

    private static byte[] Property(string name, string value) =>
        [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, 0, 0, (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];
}
