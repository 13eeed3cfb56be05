using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>One connected peer: the thread that serves it reads, another writes what was queued for it.</summary>
/// <param name="socket">To the peer.</param>
/// <param name="limits">What it may send, and leave unread.</param>
internal sealed class ZmtpConnection(Socket socket, ZmtpLimits limits) : IDisposable
{
    private const int MaximumReadyBytes = 64 << 10;
    private const int MaximumMessageFrames = 64;
    private const long MaximumUnfinishedBytes = 256 << 20; // of the messages of all peers that are not whole yet
    private static int lastIdentity;
    private static long unfinishedBytes;

    private readonly BlockingCollection<byte[]> queue = [];
    private BufferedStream? stream;
    private long queuedBytes;
    private Thread? writer;

    /// <summary>When the peer came, in milliseconds of the machine's clock.</summary>
    public long Since { get; } = Environment.TickCount64;

    /// <summary>The name by which a router finds the peer: its own, or one that we gave it.</summary>
    public byte[] Identity { get; private set; } = [];

    /// <summary>Agrees with the peer on the protocol, and starts to write what is queued.</summary>
    /// <param name="socketType">Our kind of socket.</param>
    /// <param name="peerTypes">The kinds that may talk to it.</param>
    /// <param name="limit">How long the whole of it may take.</param>
    /// <exception cref="ZmtpException">No such peer.</exception>
    /// <exception cref="IOException">It takes longer.</exception>
    public void Handshake(string socketType, string[] peerTypes, TimeSpan limit)
    {
        socket.NoDelay = true;
        var timed = new TimedStream(socket) { Limit = limit };
        stream = new BufferedStream(timed, 64 << 10);
        Write(ZmtpGreeting.Bytes);
        var greeting = new byte[ZmtpGreeting.Length];
        stream.ReadExactly(greeting);
        ZmtpGreeting.Check(greeting);
        Write(new ZmtpFrame(ZmtpReady.Encode(socketType), IsCommand: true).Encode());
        var frame = ZmtpFrame.Read(stream, MaximumReadyBytes);
        var ready = frame.IsCommand ? ZmtpReady.Read(frame.Body) : throw new ZmtpException("a message before READY");
        if (!peerTypes.Contains(ready.SocketType))
            throw new ZmtpException($"a {ready.SocketType} does not talk to a {socketType}");
        if (ready.Identity is [0, ..])
            throw new ZmtpException("an identity that is reserved");
        Identity = ready.Identity.Length > 0 ? ready.Identity : [0, .. BitConverter.GetBytes(Interlocked.Increment(ref lastIdentity))];
        timed.Limit = null;
        writer = WireThread.Start($"{socketType} writes", () =>
        {
            foreach (var bytes in queue.GetConsumingEnumerable())
            {
                Write(bytes);
                Interlocked.Add(ref queuedBytes, -bytes.Length);
            }
        });
    }

    /// <summary>Waits for a message.</summary>
    /// <exception cref="ZmtpException">What came is none, or is too large.</exception>
    public IReadOnlyList<byte[]> Receive()
    {
        var message = new List<byte[]>();
        var room = limits.MessageBytes;
        var held = 0L;
        try
        {
            while (true)
            {
                var frame = ZmtpFrame.Read(stream!, room, Hold);
                if (frame.IsCommand && message.Count == 0)
                    continue; // of later versions of the protocol
                if (frame.IsCommand || message.Count == MaximumMessageFrames)
                    throw new ZmtpException(frame.IsCommand ? "a command inside a message" : "too many frames");
                message.Add(frame.Body);
                if (!frame.HasMore)
                    return message;
                room -= frame.Body.Length;
            }
        }
        finally
        {
            Interlocked.Add(ref unfinishedBytes, -held);
        }

        void Hold(int count)
        {
            held += count;
            if (Interlocked.Add(ref unfinishedBytes, count) > MaximumUnfinishedBytes)
                throw new ZmtpException("too much of all peers that is not whole");
        }
    }

    /// <summary>Queues a message's bytes; a peer that has gone, or that reads nothing, gets no more.</summary>
    public void Send(byte[] message)
    {
        if (Interlocked.Add(ref queuedBytes, message.Length) > limits.QueuedBytes)
            Dispose();
        try
        {
            queue.Add(message);
        }
        catch (InvalidOperationException) when (queue.IsAddingCompleted)
        {
        }
    }

    /// <summary>Hands over what is queued, and closes.</summary>
    /// <param name="limit">How long the peer may take to read it.</param>
    public void Finish(TimeSpan limit)
    {
        queue.CompleteAdding();
        writer?.Join(limit);
        Dispose();
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        socket.Dispose();
    }

    private void Write(byte[] bytes)
    {
        for (var rest = bytes.AsSpan(); rest.Length > 0;)
            rest = rest[socket.Send(rest)..];
    }
}
