using System.Diagnostics;
using Workbench.Foundation;

namespace Workbench.Datasets.Fetch;

/// <summary>Tells how many bytes of several files are there, from any thread.</summary>
/// <param name="task">What is transferred, in a few words.</param>
/// <param name="total">Bytes of all files.</param>
/// <param name="work">Told.</param>
internal sealed class TransferMeter(string task, long total, Work work)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.1);

    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private TimeSpan told = -Interval;
    private long done, before;

    /// <summary>Counts bytes that were there already, which say nothing of how quickly others come.</summary>
    public void Skip(long bytes)
    {
        lock (gate)
            (done, before) = (done + bytes, before + bytes);
    }

    /// <summary>Counts bytes that came.</summary>
    public void Add(long bytes)
    {
        lock (gate)
        {
            done += bytes;
            if (clock.Elapsed - told < Interval && done < total)
                return;
            told = clock.Elapsed;
            work.Report(new TransferProgress(task, done, total, (done - before) / Math.Max(1e-3, told.TotalSeconds)));
        }
    }
}
