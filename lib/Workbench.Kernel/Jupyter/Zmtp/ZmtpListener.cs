using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>A bound socket of ZeroMQ that peers connect to. Each kind says what it does with their messages.</summary>
internal abstract class ZmtpListener : IDisposable
{
    private const int MaximumConnections = 128;
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    private readonly string socketType;
    private readonly string[] peerTypes;
    private readonly TcpListener listener;
    private readonly ZmtpLimits limits;
    private readonly ConcurrentDictionary<ZmtpConnection, bool> connections = []; // and whether their handshake is done
    private volatile bool closed;

    /// <summary>Binds the socket.</summary>
    /// <param name="socketType">Its kind, by its ZMTP name.</param>
    /// <param name="peerTypes">The kinds that may talk to it.</param>
    /// <param name="endPoint">Where; port 0 takes a free one.</param>
    /// <param name="limits">What each peer may send, and leave unread.</param>
    /// <exception cref="NotebookException">Something else listens there.</exception>
    protected ZmtpListener(string socketType, string[] peerTypes, IPEndPoint endPoint, ZmtpLimits limits)
    {
        (this.socketType, this.peerTypes, this.limits) = (socketType, peerTypes, limits);
        listener = new TcpListener(endPoint);
        try
        {
            listener.Start();
        }
        catch (SocketException error)
        {
            throw new NotebookException(
                $"Cannot listen on {endPoint}: {error.Message}. Start the kernel again from the front end: it chooses other ports.", error);
        }
    }

    /// <summary>The port that it listens on.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Begins to accept peers.</summary>
    public void Start() => WireThread.Start($"{socketType} accepts", () =>
    {
        while (!closed)
            try
            {
                Accept(listener.AcceptSocket());
            }
            catch (SocketException) when (!closed)
            {
                Thread.Sleep(10); // that peer has gone already, or the process has no handle left for it
            }
            catch (InvalidOperationException) when (closed)
            {
                // stopped between the look at the flag and the call
            }
    });

    /// <summary>Hands over what is queued, and closes.</summary>
    /// <param name="limit">How long each peer may take to read it.</param>
    public void Finish(TimeSpan limit)
    {
        closed = true;
        listener.Stop();
        foreach (var connection in connections.Keys)
            connection.Finish(limit);
    }

    public void Dispose() => Finish(TimeSpan.Zero);

    /// <summary>A peer has sent a message. Called on its thread: nothing more is read from it until this returns.</summary>
    protected abstract void Received(ZmtpConnection peer, IReadOnlyList<byte[]> message);

    /// <summary>A peer can be talked to.</summary>
    protected virtual void Joined(ZmtpConnection peer) { }

    /// <summary>A peer has gone.</summary>
    protected virtual void Left(ZmtpConnection peer) { }

    /// <summary>Where there are as many peers as there may be, a new one gets the place of the oldest that has said nothing yet.</summary>
    private void Accept(Socket socket)
    {
        var connection = new ZmtpConnection(socket, limits);
        var oldest = connections.Count < MaximumConnections ? null
            : connections.Where(other => !other.Value).Select(other => other.Key).MinBy(other => other.Since) ?? connection;
        oldest?.Dispose();
        if (oldest == connection)
            return;
        connections[connection] = false;
        WireThread.Start($"{socketType} reads", () => Serve(connection));
    }

    private void Serve(ZmtpConnection connection)
    {
        try
        {
            using var open = connection;
            connection.Handshake(socketType, peerTypes, HandshakeLimit);
            connections[connection] = true;
            Joined(connection);
            while (!closed)
                Received(connection, connection.Receive());
        }
        finally
        {
            connections.TryRemove(connection, out _);
            Left(connection);
        }
    }
}
