using System.Collections.Concurrent;
using System.Net;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>The ROUTER socket: receives from all peers, and sends to the one that is named.</summary>
/// <param name="endPoint">Where it listens.</param>
/// <param name="received">Gets each message, behind the identity of its sender, on that sender's thread.</param>
internal sealed class ZmtpRouter(IPEndPoint endPoint, Action<ZmtpRouter, IReadOnlyList<byte[]>> received)
    : ZmtpListener("ROUTER", ["DEALER", "REQ", "ROUTER"], endPoint, new(MessageBytes: 64 << 20, QueuedBytes: 1 << 30))
{
    private readonly ConcurrentDictionary<string, ZmtpConnection> peers = [];

    /// <summary>Sends a message to the peer that its first frame names; dropped if that peer has gone.</summary>
    public void Send(IReadOnlyList<byte[]> message)
    {
        if (peers.TryGetValue(Convert.ToHexString(message[0]), out var peer))
            peer.Send(ZmtpFrame.Encode([.. message.Skip(1)]));
    }

    protected override void Received(ZmtpConnection peer, IReadOnlyList<byte[]> message) => received(this, [peer.Identity, .. message]);

    // A front end that connects again keeps its identity: the newest connection has it.
    protected override void Joined(ZmtpConnection peer) => peers[Convert.ToHexString(peer.Identity)] = peer;

    protected override void Left(ZmtpConnection peer) => peers.TryRemove(new(Convert.ToHexString(peer.Identity), peer));
}
