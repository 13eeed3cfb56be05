using System.Runtime.InteropServices;

namespace Workbench.Benchmarks.Librosa;

/// <summary>A Python process that computes with librosa on one thread, on request.</summary>
internal sealed class LibrosaWorker : IDisposable
{
    private readonly string file = Path.GetTempFileName();
    private readonly WorkerProcess python;

    /// <summary>Starts it.</summary>
    /// <param name="samples">Mono, 22,050 Hz.</param>
    /// <exception cref="InvalidOperationException">Python or librosa is not there.</exception>
    public LibrosaWorker(ReadOnlySpan<float> samples)
    {
        File.WriteAllBytes(file, MemoryMarshal.AsBytes(samples));
        python = new(WorkerProcess.Python, ["-c", WorkerProcess.Script("librosa_worker.py"), file], WorkerProcess.Threads(1),
            "librosa does not run: run environment/install-references.sh, or let PYTHON name a Python that has it.");
    }

    /// <summary>librosa's own.</summary>
    public string Version => python.Version;

    /// <summary>Runs a computation and waits for its end.</summary>
    public void Run(Computation computation) => python.Run(computation.ToString());

    /// <inheritdoc/>
    public void Dispose()
    {
        python.Dispose();
        File.Delete(file);
    }
}
