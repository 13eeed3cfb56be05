using System.Net.Sockets;

namespace Workbench.Kernel.Jupyter.Zmtp;

/// <summary>
/// Everything between kernel and front end has a thread of its own and nothing is on the thread pool: cells that fill the
/// pool must not be able to hold up interrupts, heartbeats and output.
/// </summary>
internal static class WireThread
{
    private const int StackBytes = 256 << 10;

    /// <summary>Starts a thread that ends quietly where its connection ends, or where its peer breaks the protocol.</summary>
    public static Thread Start(string name, Action body)
    {
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
            catch (Exception error) when (error is ZmtpException or IOException or SocketException or ObjectDisposedException)
            {
            }
        }, StackBytes)
        { IsBackground = true, Name = name, Priority = ThreadPriority.AboveNormal };
        thread.Start();
        return thread;
    }
}
