using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Workbench.Kernel.Output;

/// <summary>
/// Sends what native libraries and child processes write to a standard stream of the process to the running cell, until
/// disposed: the stream's descriptor becomes the end of a pipe. (.NET's console has descriptors of its own.) On Linux and
/// macOS; elsewhere such output goes where it went.
/// </summary>
internal sealed unsafe partial class NativeOutput : IDisposable
{
    private const short Readable = 1;
    private const int Forever = -1;
    private const int MaximumPipeBytes = 64 << 10; // of a pipe that nobody has enlarged
    private static ImmutableArray<NativeOutput> all = [];

    private readonly int descriptor, outside, readEnd;
    private readonly string name;
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] bytes = new byte[64 << 10];
    private readonly char[] chars = new char[(64 << 10) + 1];
    private readonly Lock gate = new();
    private bool isEnded;

    private NativeOutput(int descriptor, string name)
    {
        (this.descriptor, this.name) = (descriptor, name);
        var ends = stackalloc int[2];
        Require(Pipe(ends));
        readEnd = ends[0];
        outside = Require(Duplicate(descriptor));
        Require(Duplicate(ends[1], descriptor));
        Require(Close(ends[1]));
        new Thread(Pump) { IsBackground = true, Name = $"native {name}" }.Start();
    }

    /// <summary>Takes both streams, where that can be done.</summary>
    public static IReadOnlyList<NativeOutput> Take()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return [];
        _ = FlushLibrary(0); // what was written before is no cell's
        return all = [new(1, "stdout"), new(2, "stderr")];
    }

    /// <summary>
    /// Sends on what native code has written so far, also what still waits in the C library: what a pipe holds, and no more, or a process
    /// that writes on and on would hold the cell up.
    /// </summary>
    public static void Drain()
    {
        if (all.IsEmpty)
            return;
        _ = FlushLibrary(0);
        foreach (var output in all)
            lock (output.gate)
                for (var read = 0; read < MaximumPipeBytes && output.Forward() is > 0 and var count; read += count)
                {
                }
    }

    /// <summary>Gives the stream back. The pipe ends when the last child process that writes to it has ended.</summary>
    public void Dispose()
    {
        Drain();
        all = all.Remove(this);
        Require(Duplicate(outside, descriptor));
    }

    private void Pump()
    {
        while (!isEnded)
        {
            IsReadable(Forever);
            lock (gate)
                Forward();
        }
    }

    /// <summary>Sends on a part of what the pipe holds.</summary>
    /// <returns>How many bytes; 0 if there was nothing.</returns>
    private int Forward()
    {
        if (isEnded || !IsReadable(0))
            return 0;
        fixed (byte* start = bytes)
        {
            var count = (int)Read(readEnd, start, (nuint)bytes.Length);
            if (count > 0 && CellContext.Current is { } cell)
                cell.Sink.Stream(name, new string(chars, 0, decoder.GetChars(bytes.AsSpan(0, count), chars, flush: false)));
            else if (count > 0)
                Write(outside, start, (nuint)count);
            else if (count == 0)
                End();
            return count;
        }
    }

    private void End()
    {
        isEnded = true;
        Close(readEnd);
        Close(outside);
    }

    private bool IsReadable(int milliseconds)
    {
        var entry = new PollEntry { Descriptor = readEnd, Events = Readable };
        return Poll(&entry, 1, milliseconds) > 0;
    }

    private static int Require(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "pipe", SetLastError = true)]
    private static partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int descriptor, byte* target, nuint length);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(int descriptor, byte* source, nuint length);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int FlushLibrary(nint allStreams);

    private struct PollEntry
    {
        public int Descriptor;
        public short Events, Results;
    }
}
