using System.Text;

namespace Workbench.Tests.Kernel.Jupyter;

/// <summary>What strangers on this machine may send: the kernel stays up and executes nothing.</summary>
[Collection(ProcessWide.Name)]
public sealed class WireFuzzTests : IDisposable
{
    private const string Mark = "stranger's code ran";
    private readonly JupyterFrontEnd frontEnd = new();
    private readonly Random random = new(1);

    public void Dispose() => frontEnd.Dispose();

    [Fact]
    public void Two_thousand_connections_that_say_what_is_no_ZMTP_disturb_nobody()
    {
        var ports = new[] { frontEnd.Connection.ShellPort, frontEnd.Connection.ControlPort, frontEnd.Connection.StdinPort,
            frontEnd.Connection.IopubPort, frontEnd.Connection.HeartbeatPort };
        for (var i = 0; i < 2000; i++)
        {
            using var stranger = i % 2 == 0 ? new ZmtpPeer(ports[i % 5]) : ZmtpPeer.Connect(ports[i % 5], i % 5 == 3 ? "SUB" : "DEALER");
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            stranger.Write(bytes);
        }
        AssertNothingRan();
    }

    [Fact]
    public void Eight_thousand_messages_that_are_not_signed_execute_nothing()
    {
        using var shell = ZmtpPeer.Connect(frontEnd.Connection.ShellPort, "DEALER");
        using var control = ZmtpPeer.Connect(frontEnd.Connection.ControlPort, "DEALER");
        for (var i = 0; i < 8000; i++)
            (i % 3 == 0 ? control : shell).Send(Broken(i));
        foreach (var peer in new[] { shell, control }) // what came before on that connection has been read
        {
            peer.Send(JupyterFrontEnd.Frames("last", "kernel_info_request", []));
            Assert.Contains("kernel_info_reply", Encoding.UTF8.GetString(peer.Receive()[2]), StringComparison.Ordinal);
        }
        AssertNothingRan();
    }

    private byte[][] Broken(int i)
    {
        var type = i % 3 == 0 ? "shutdown_request" : "execute_request";
        var frames = JupyterFrontEnd.Frames($"broken {i}", type, new() { ["code"] = $"AppContext.SetData(\"{Mark}\", {i});" },
            i % 8 == 0 ? "another key" : "test-key");
        switch (i % 8)
        {
            case 1: // no signature
                frames[1] = [];
                break;
            case 2: // no delimiter
                return frames[1..];
            case 3: // a part is missing
                return frames[..random.Next(1, 6)];
            case 4: // a bit of a part was changed
                var part = frames[random.Next(2, 6)];
                part[random.Next(part.Length)] ^= (byte)(1 << random.Next(8));
                break;
            case 5: // a bit of the signature was changed
                frames[1][random.Next(64)] ^= (byte)(1 << random.Next(8));
                break;
            case 6: // parts have changed places
                (frames[2], frames[5]) = (frames[5], frames[2]);
                break;
            case 7: // a longer signature
                frames[1] = [.. frames[1], .. frames[1]];
                break;
        }
        return frames;
    }

    private void AssertNothingRan()
    {
        var reply = frontEnd.Execute("1 + 1").Reply;
        Assert.Equal(("ok", 1), ((string?)reply["status"], (int?)reply["execution_count"])); // the first cell of all
        Assert.Null(AppContext.GetData(Mark));
    }
}
