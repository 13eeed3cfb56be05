using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Workbench.Foundation;

namespace Workbench.Datasets.Fetch;

/// <summary>Brings one file over HTTP, and goes on where it was stopped: what came so far stays in the file.</summary>
/// <param name="client">What asks.</param>
/// <param name="address">Where the file lies.</param>
/// <param name="path">Where it goes; what is there already counts as its beginning.</param>
internal sealed class Download(HttpClient client, Uri address, string path)
{
    private const int MostVainTries = 5;
    private const int BufferLength = 1 << 17;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(0.1);

    /// <summary>How long a connection may bring nothing before it counts as cut.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait before the second try; twice as long before each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Downloads what is missing. A cut connection is taken up again, as long as each try brings something.</summary>
    /// <param name="onLength">
    /// Told, before anything is written, how many bytes are still to come; null where the server does not say. May refuse by throwing.
    /// </param>
    /// <param name="work">Told how many bytes are there; what came so far when it is stopped is kept.</param>
    /// <exception cref="WorkbenchException">
    /// The server cannot be reached, does not have the file or breaks off again and again, or the file cannot be written.
    /// </exception>
    public async Task RunAsync(Action<long?> onLength, Work work)
    {
        var clock = Stopwatch.StartNew();
        for (int vain = 0, tries = 0; ; tries++)
        {
            var before = Received;
            try
            {
                await TransferAsync(onLength, clock, work);
                return;
            }
            catch (Exception cut) when (cut is HttpRequestException { StatusCode: null } or HttpIOException or TimeoutException)
            {
                vain = Received > before ? 0 : vain + 1;
                if (vain == MostVainTries || (tries == 0 && vain > 0))
                {
                    var kept = TransferProgress.InWords(Received);
                    throw new WorkbenchException($"{address}: no connection ({cut.Message.TrimEnd('.')}). "
                        + "Check the network, or name another place of the file (--from)."
                        + (Received == 0 ? "" : $" What came so far ({kept}) is kept: the same command goes on from there."), cut);
                }
                await Task.Delay(FirstWait * Math.Pow(2, vain), work.Token);
            }
        }
    }

    private long Received => File.Exists(path) ? new FileInfo(path).Length : 0;

    private async Task TransferAsync(Action<long?> onLength, Stopwatch clock, Work work)
    {
        var start = Received;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (start > 0)
            request.Headers.Range = new(start, null);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, work.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && response.Content.Headers.ContentRange?.Length == start)
            return; // it was all there
        if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            var remedy = response.StatusCode == HttpStatusCode.NotFound
                ? "It may have moved: look at its publisher's page"
                : "Try again later";
            throw new WorkbenchException($"{address}: the server answers {(int)response.StatusCode} {response.ReasonPhrase}. "
                + $"{remedy}, or name another place of it (--from).");
        }
        if (start > 0 && !GoesOn(response, start))
        {
            File.Delete(path); // a server without ranges, or a file that is shorter by now: begin anew
            start = 0;
            if (!response.IsSuccessStatusCode)
            {
                await TransferAsync(onLength, clock, work);
                return;
            }
        }
        var length = response.Content.Headers.ContentLength;
        onLength(length);
        await using var source = await response.Content.ReadAsStreamAsync(work.Token);
        await CopyAsync(source, start, start + (length ?? 0), clock, work);
    }

    private static bool GoesOn(HttpResponseMessage response, long start) =>
        response.StatusCode == HttpStatusCode.PartialContent
        && response.Content.Headers.ContentRange is ContentRangeHeaderValue { From: { } from } && from == start;

    private async Task CopyAsync(Stream source, long start, long total, Stopwatch clock, Work work)
    {
        var (buffer, done, began, reported) = (new byte[BufferLength], start, clock.Elapsed, TimeSpan.Zero);
        // What came is in the file.
        await using var file = Writing(() => new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0));
        while (await ReadAsync(source, buffer, work.Token) is > 0 and var count)
        {
            Writing(() => { file.Write(buffer, 0, count); return count; });
            done += count;
            if (clock.Elapsed - reported < ReportInterval)
                continue;
            reported = clock.Elapsed;
            Report();
        }
        Writing(() => { file.Flush(flushToDisk: true); return 0; });
        Report();

        void Report() =>
            work.Report(new TransferProgress($"Fetching {Path.GetFileName(address.LocalPath)}", done, total,
                (done - start) / Math.Max(1e-3, (clock.Elapsed - began).TotalSeconds)));
    }

    private async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken token)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(Patience);
        try
        {
            return await source.ReadAsync(buffer, patience.Token);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {Patience.TotalSeconds:0} s");
        }
        catch (IOException cut) when (cut is not HttpIOException)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, cut.Message, cut);
        }
    }

    private T Writing<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkbenchException(
                $"{path}: cannot be written: {error.Message} Make room or name another folder (--out); what came so far is kept.", error);
        }
    }
}
