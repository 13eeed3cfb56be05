using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Workbench.Tests.Reference;

/// <summary>An HTTP server on this machine that gives one file, and can misbehave.</summary>
internal sealed partial class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    public FileServer(byte[] content)
    {
        Content = content;
        listener.Start();
        _ = ServeAsync();
    }

    public byte[] Content { get; set; }

    /// <summary>Whether a range is answered with a range.</summary>
    public bool KnowsRanges { get; init; } = true;

    /// <summary>Bytes after which each of the next connections is cut; when there are no more, none is.</summary>
    public List<int> Cuts { get; } = [];

    /// <summary>Bytes after which the next connection stays open and brings nothing more; null for none.</summary>
    public int? StallsAfter { get; set; }

    /// <summary>The status of every answer, where it is not that of success.</summary>
    public string? Status { get; set; }

    /// <summary>Where each request asked to begin.</summary>
    public List<long> Starts { get; } = [];

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or InvalidOperationException or SocketException)
        {
            // the end of the test
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await AnswerAsync(client.GetStream());
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // the client went away, or the end of the test
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var request = await ReadHeadAsync(stream);
        var start = RangePattern().Match(request) is { Success: true } range
            ? long.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture)
            : 0;
        Starts.Add(start);
        if (!KnowsRanges)
            start = 0;
        var (status, extra) = Status is { } other ? (other, "") : start == 0 ? ("200 OK", "")
            : start < Content.Length ? ("206 Partial Content", $"Content-Range: bytes {start}-{Content.Length - 1}/{Content.Length}\r\n")
            : ("416 Range Not Satisfiable", $"Content-Range: bytes */{Content.Length}\r\n");
        var body = status[0] == '2' ? Content.AsMemory((int)start) : default;
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{extra}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"), stop.Token);
        var (cut, stalls) = (StallsAfter ?? body.Length, StallsAfter is not null);
        StallsAfter = null;
        if (status[0] == '2' && Cuts is [var after, ..])
        {
            cut = after;
            Cuts.RemoveAt(0);
        }
        await stream.WriteAsync(body[..Math.Min(cut, body.Length)], stop.Token);
        if (stalls && cut < body.Length)
            await Task.Delay(Timeout.Infinite, stop.Token);
        stream.Socket.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null, stop.Token); // until the client closes
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var (head, one) = (new StringBuilder(), new byte[1]);
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop.Token) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }

    [GeneratedRegex("^Range: bytes=([0-9]+)-\r$", RegexOptions.Multiline)]
    private static partial Regex RangePattern();
}
