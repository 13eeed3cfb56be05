using System.Net;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>The REP socket of the heartbeat: says back what it is told, the empty frame before it included.</summary>
/// <param name="endPoint">Where it listens.</param>
internal sealed class ZmtpReplier(IPEndPoint endPoint)
    : ZmtpListener("REP", ["REQ", "DEALER"], endPoint, new(MessageBytes: 64 << 10, QueuedBytes: 1 << 20))
{
    protected override void Received(ZmtpConnection peer, IReadOnlyList<byte[]> message) => peer.Send(ZmtpFrame.Encode(message));
}
