using System.Net;
using System.Text;
using Workbench.Kernel;
using Workbench.Kernel.Jupyter.Zmtp;

namespace Workbench.Tests.Kernel.Jupyter;

/// <summary>The kernel's side of ZMTP against the bytes of RFC 23, and against those that libzmq 4.3.4 (pyzmq 24.0.1) sends.</summary>
public sealed class ZmtpTests
{
    private static readonly IPEndPoint AnyPort = new(IPAddress.Loopback, 0);

    // What a client of libzmq said to a ZMTP 3.0 peer, after its greeting. (The test below has the greeting.)
    private const string Dealer = "042b0552454144590b536f636b65742d54797065000000064445414c4552084964656e74697479000000026d65";
    private const string Subscriber = "04190552454144590b536f636b65742d5479706500000003535542";
    private const string Request = "04260552454144590b536f636b65742d5479706500000003524551084964656e7469747900000000";

    [Fact]
    public void The_greeting_is_that_of_the_specification()
    {
        using var socket = new ZmtpReplier(AnyPort);
        socket.Start();
        using var peer = new ZmtpPeer(socket.Port);
        Assert.Equal("ff00000000000000007f0300" + "4e554c4c00000000000000000000000000000000" + "00" + new string('0', 62),
            Convert.ToHexStringLower(peer.ReadExactly(64)));
    }

    [Fact]
    public void A_router_agrees_with_a_dealer_of_libzmq_reads_its_message_and_answers_it_by_its_identity()
    {
        IReadOnlyList<byte[]>? received = null;
        using var socket = new ZmtpRouter(AnyPort, (router, message) =>
        {
            received = message;
            router.Send([message[0], [], new byte[256]]);
        });
        socket.Start();
        using var peer = Greeted(socket, Dealer);
        Assert.Equal("0552454144590b536f636b65742d5479706500000006524f55544552", Convert.ToHexStringLower(peer.ReadFrame().Body));
        peer.Write([.. Convert.FromHexString("01036f6e65" + "0100" + "02000000000000012c"), .. Enumerable.Repeat((byte)'x', 300)]);
        Assert.Equal([1, 0, 2, 0, 0, 0, 0, 0, 0, 1, 0, .. new byte[256]], peer.ReadExactly(2 + 9 + 256));
        Assert.Equal(["me", "one", "", new string('x', 300)], received!.Select(Encoding.ASCII.GetString));
    }

    [Fact]
    public async Task A_publisher_sends_what_a_subscriber_of_libzmq_has_asked_for()
    {
        using var socket = new ZmtpPublisher(AnyPort);
        socket.Start();
        using var peer = Greeted(socket, Subscriber);
        Assert.Equal("0552454144590b536f636b65742d5479706500000003505542", Convert.ToHexStringLower(peer.ReadFrame().Body));
        peer.Write(Convert.FromHexString("000401616263")); // subscribe to abc
        var received = Task.Run(() => peer.ReadExactly(9));
        while (!received.IsCompleted) // until the subscription is known
        {
            socket.Send(["ab"u8.ToArray(), [1]]);
            socket.Send(["abcd"u8.ToArray(), [2]]);
        }
        Assert.Equal("010461626364" + "000102", Convert.ToHexStringLower(await received));
    }

    [Fact]
    public void The_heartbeat_says_back_what_a_request_of_libzmq_says()
    {
        using var socket = new ZmtpReplier(AnyPort);
        socket.Start();
        using var peer = Greeted(socket, Request);
        peer.ReadFrame();
        peer.Write(Convert.FromHexString("0100000470696e67"));
        Assert.Equal("0100000470696e67", Convert.ToHexStringLower(peer.ReadExactly(8)));
    }

    [Fact]
    public void A_front_end_that_connects_again_gets_its_answers_there()
    {
        using var socket = new ZmtpRouter(AnyPort, (router, message) => router.Send(message));
        socket.Start();
        using var first = ZmtpPeer.Connect(socket.Port, "DEALER", "vscode");
        first.Send([1]);
        Assert.Equal([[1]], first.Receive());
        using var second = ZmtpPeer.Connect(socket.Port, "DEALER", "vscode");
        second.Send([2]);
        Assert.Equal([[2]], second.Receive());
    }

    [Theory]
    [InlineData("ff00000000000000007f01004e554c4c", "", "a greeting of ZMTP 1")]
    [InlineData("ff00000000000000007f0300504c41494e", "", "the PLAIN mechanism")]
    [InlineData("474554202f20485454502f312e310d0a", "", "HTTP")]
    [InlineData("", "0003010203", "a message before READY")]
    [InlineData("", "0406054552524f52", "another command than READY")]
    [InlineData("", "04190552454144590b536f636b65742d5479706500000004535542", "a READY that is cut off")]
    [InlineData("", "04190552454144590b536f636b65742d5479706500000003535542", "a subscriber at a router")]
    [InlineData("", "042a0552454144590b536f636b65742d54797065000000064445414c4552084964656e746974790000000100", "a reserved identity")]
    [InlineData("", Dealer + "0801", "a reserved flag")]
    [InlineData("", Dealer + "0501", "a command that goes on")]
    [InlineData("", Dealer + "027fffffffffffffff", "a frame of 8 EiB")]
    [InlineData("", Dealer + "02ffffffffffffffff", "a frame of more than a long")]
    [InlineData("", Dealer + "0101" + "00" + "0400", "a command inside a message")]
    public void A_peer_that_breaks_the_protocol_is_disconnected_and_the_next_is_served(string greeting, string bytes, string what)
    {
        using var socket = new ZmtpRouter(AnyPort, (router, message) => router.Send(message));
        socket.Start();
        using (var peer = new ZmtpPeer(socket.Port))
        {
            peer.Write(greeting.Length > 0 ? [.. Convert.FromHexString(greeting), .. new byte[64 - greeting.Length / 2]] : Greeting());
            peer.Write(Convert.FromHexString(bytes));
            Assert.True(peer.IsClosed(), what);
        }
        using var next = ZmtpPeer.Connect(socket.Port, "DEALER");
        next.Send([1]);
        Assert.Equal([[1]], next.Receive());
    }

    [Fact]
    public void A_message_of_endless_frames_is_cut_off()
    {
        using var socket = new ZmtpRouter(AnyPort, (_, _) => Assert.Fail("a message without an end"));
        socket.Start();
        using var peer = ZmtpPeer.Connect(socket.Port, "DEALER");
        peer.Write([.. Enumerable.Repeat(new byte[] { 1, 0 }, 100).SelectMany(frame => frame)]);
        Assert.True(peer.IsClosed());
    }

    [Fact]
    public void A_frame_that_is_announced_and_does_not_come_takes_no_room()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var held = 0;
        using var announced = new MemoryStream([2, 0, 0, 0, 0, 3, 0, 0, 0, 1]);
        Assert.Throws<EndOfStreamException>(() => ZmtpFrame.Read(announced, 64 << 20, count => held += count));
        Assert.Equal(64 << 10, held);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20); // of the 48 MB that were announced
    }

    [Fact]
    public void A_long_frame_arrives_whole()
    {
        byte[] body = [.. Enumerable.Range(0, 1_000_000).Select(i => (byte)(i * 7))];
        using var bytes = new MemoryStream(new ZmtpFrame(body).Encode());
        Assert.Equal(body, ZmtpFrame.Read(bytes, body.Length).Body);
    }

    [Fact]
    public void A_peer_that_says_its_greeting_byte_by_byte_is_not_waited_for_longer_than_one_that_says_nothing()
    {
        using var listener = new System.Net.Sockets.TcpListener(AnyPort);
        listener.Start();
        using var peer = new ZmtpPeer(((IPEndPoint)listener.LocalEndpoint).Port);
        using var connection = new ZmtpConnection(listener.AcceptSocket(), new(1, 1));
        var trickle = new Thread(() =>
        {
            try
            {
                foreach (var each in Greeting())
                {
                    peer.Write([each]);
                    Thread.Sleep(100);
                }
            }
            catch (IOException)
            {
                // disconnected
            }
        });
        trickle.Start();
        Assert.Throws<IOException>(() => connection.Handshake("REP", ["REQ"], TimeSpan.FromMilliseconds(500)));
        connection.Dispose();
        trickle.Join();
    }

    [Fact]
    public void Peers_that_connect_and_say_nothing_keep_nobody_out()
    {
        using var socket = new ZmtpReplier(AnyPort);
        socket.Start();
        var silent = Enumerable.Range(0, 300).Select(_ => new ZmtpPeer(socket.Port)).ToList();
        using var peer = ZmtpPeer.Connect(socket.Port, "REQ");
        peer.Send([], [1]);
        Assert.Equal([[], [1]], peer.Receive());
        Assert.True(silent[0].IsClosed());
        silent.ForEach(each => each.Dispose());
    }

    [Fact]
    public void A_heartbeat_is_no_place_for_long_messages()
    {
        using var socket = new ZmtpReplier(AnyPort);
        socket.Start();
        using var peer = ZmtpPeer.Connect(socket.Port, "REQ");
        peer.Write([2, 0, 0, 0, 0, 0, 2, 0, 0]); // 128 KB
        Assert.True(peer.IsClosed());
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var first = new ZmtpReplier(AnyPort);
        var error = Assert.Throws<NotebookException>(() => new ZmtpReplier(new(IPAddress.Loopback, first.Port)));
        Assert.StartsWith($"Cannot listen on 127.0.0.1:{first.Port}: ", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Greeting() => Convert.FromHexString("ff00000000000000017f03014e554c4c" + new string('0', 96)); // of libzmq 4.3.4

    private static ZmtpPeer Greeted(ZmtpListener socket, string ready)
    {
        var peer = new ZmtpPeer(socket.Port);
        peer.Write([.. Greeting(), .. Convert.FromHexString(ready)]);
        peer.ReadExactly(64);
        return peer;
    }
}
