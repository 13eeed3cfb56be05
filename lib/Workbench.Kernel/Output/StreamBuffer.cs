using System.Collections.Concurrent;
using System.Text;

namespace Workbench.Kernel.Output;

/// <summary>Joins the small pieces of text that cells write: what comes within a few hundredths of a second goes out as one.</summary>
/// <param name="publish">Sends the text of a stream of that name. Called by one thread at a time.</param>
internal sealed class StreamBuffer(Action<string, string> publish)
{
    private const int MaximumLength = 128 << 10;
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(25);
    private static readonly BlockingCollection<StreamBuffer> Waiting = [];

    private readonly StringBuilder text = new();
    private readonly Lock gate = new();
    private string name = "";
    private bool isWaiting;

    // One thread for all buffers, and not a timer of the thread pool, which a cell may keep busy.
    static StreamBuffer() => new Thread(() =>
    {
        foreach (var buffer in Waiting.GetConsumingEnumerable())
        {
            Thread.Sleep(Delay);
            lock (buffer.gate)
            {
                buffer.isWaiting = false;
                buffer.Flush();
            }
        }
    })
    { IsBackground = true, Name = "streams", Priority = ThreadPriority.AboveNormal }.Start();

    /// <summary>Adds a piece.</summary>
    /// <param name="stream"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="piece">The text.</param>
    public void Append(string stream, string piece)
    {
        lock (gate)
        {
            if (name != stream)
                Flush(isEnd: true);
            name = stream;
            text.Append(piece);
            if (text.Length > MaximumLength)
                Flush();
            if (!isWaiting)
                Waiting.Add(this);
            isWaiting = true;
        }
    }

    /// <summary>Sends what has come together; of a character in two parts, which pieces may tear, the first waits for the second.</summary>
    /// <param name="isEnd">Whether nothing more comes.</param>
    public void Flush(bool isEnd = false)
    {
        lock (gate)
        {
            var torn = !isEnd && text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[^1].ToString() : "";
            text.Length -= torn.Length;
            if (text.Length > 0)
                publish(name, text.ToString());
            text.Clear().Append(torn);
        }
    }
}
