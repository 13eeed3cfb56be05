using System.Collections.Concurrent;
using System.Net;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>The PUB socket: sends each message to the peers that have subscribed to its beginning.</summary>
/// <param name="endPoint">Where it listens.</param>
internal sealed class ZmtpPublisher(IPEndPoint endPoint)
    : ZmtpListener("PUB", ["SUB", "XSUB"], endPoint, new(MessageBytes: 64 << 10, QueuedBytes: 1 << 30))
{
    private const int MaximumSubscriptions = 1000;
    private readonly ConcurrentDictionary<ZmtpConnection, List<byte[]>> subscriptions = [];

    /// <summary>Sends a message to those who want it.</summary>
    public void Send(IReadOnlyList<byte[]> message)
    {
        byte[]? bytes = null;
        foreach (var (peer, topics) in subscriptions)
            if (Wants(topics, message[0]))
                peer.Send(bytes ??= ZmtpFrame.Encode(message));
    }

    /// <summary>A subscription is a message of a 1 and the topic; a 0 in its place ends it.</summary>
    protected override void Received(ZmtpConnection peer, IReadOnlyList<byte[]> message)
    {
        var topics = subscriptions[peer];
        lock (topics)
            if (message is [[1, .. var topic]] && topics.Count < MaximumSubscriptions)
                topics.Add(topic);
            else if (message is [[0, .. var ended]] && topics.FindIndex(known => known.SequenceEqual(ended)) is >= 0 and var index)
                topics.RemoveAt(index);
    }

    protected override void Joined(ZmtpConnection peer) => subscriptions[peer] = [];

    protected override void Left(ZmtpConnection peer) => subscriptions.TryRemove(peer, out _);

    private static bool Wants(List<byte[]> topics, byte[] start)
    {
        lock (topics)
            return topics.Exists(topic => start.AsSpan().StartsWith(topic));
    }
}
