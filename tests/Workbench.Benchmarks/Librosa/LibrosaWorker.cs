using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Workbench.Benchmarks.Librosa;

/// <summary>A Python process that computes with librosa on one thread, on request.</summary>
internal sealed class LibrosaWorker : IDisposable
{
    private readonly Process process;
    private readonly string file = Path.GetTempFileName();

    /// <summary>Starts <c>python3</c>, or what the variable PYTHON names.</summary>
    /// <param name="samples">Mono, 22,050 Hz.</param>
    /// <exception cref="InvalidOperationException">Python or librosa is not there.</exception>
    public LibrosaWorker(ReadOnlySpan<float> samples)
    {
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(samples));
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("PYTHON") ?? "python3", ["-c", Script(), file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var threads in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS" })
            start.Environment[threads] = "1";
        process = Process.Start(start)!;
        Version = Answer("ready ");
    }

    /// <summary>librosa's own.</summary>
    public string Version { get; }

    /// <summary>Runs a computation and waits for its end.</summary>
    public void Run(Computation computation)
    {
        process.StandardInput.WriteLine(computation);
        process.StandardInput.Flush();
        Answer("done");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        File.Delete(file);
    }

    private string Answer(string expected) =>
        process.StandardOutput.ReadLine() is { } line && line.StartsWith(expected, StringComparison.Ordinal)
            ? line[expected.Length..]
            : throw new InvalidOperationException("librosa does not run: python3 -m pip install librosa==0.11.0, or let PYTHON name a Python that has it.");

    private static string Script()
    {
        using var stream = typeof(LibrosaWorker).Assembly.GetManifestResourceStream("librosa_worker.py")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
