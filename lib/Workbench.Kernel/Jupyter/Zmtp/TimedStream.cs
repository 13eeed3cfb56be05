using System.Net.Sockets;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>A stream from a socket whose reads can have one limit of time for all of them.</summary>
/// <param name="socket">Stays open.</param>
internal sealed class TimedStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    private long end = Timeout.Infinite;

    /// <summary>How long all reads from now on may take together; null for no limit.</summary>
    public TimeSpan? Limit
    {
        set
        {
            end = value is { } limit ? Environment.TickCount64 + (long)limit.TotalMilliseconds : Timeout.Infinite;
            ReadTimeout = Timeout.Infinite;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The time is over.</exception>
    public override int Read(byte[] buffer, int offset, int count) // the other ways to read go through this one
    {
        if (end != Timeout.Infinite)
            ReadTimeout = (int)Math.Max(1, end - Environment.TickCount64);
        return base.Read(buffer, offset, count);
    }
}
