using System.ComponentModel;
using System.Diagnostics;

namespace Workbench.Benchmarks;

/// <summary>A process that does a piece of work for each line it is given, and answers with a line.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly string remedy;

    /// <summary>Starts it.</summary>
    /// <param name="program">Its file, or an interpreter.</param>
    /// <param name="arguments">What it is given; a script as <see cref="Script"/>.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="remedy">What to do if it does not run.</param>
    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public WorkerProcess(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment,
        string remedy)
    {
        this.remedy = remedy;
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException(remedy, error);
        }
        Version = Answer("ready");
    }

    /// <summary>Of the library that does the work.</summary>
    public string Version { get; }

    /// <summary>The interpreter of Python: <c>python3</c>, or what the variable PYTHON names.</summary>
    public static string Python => Environment.GetEnvironmentVariable("PYTHON") ?? "python3";

    /// <summary>The variables that make Python's numeric libraries use so many threads.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Threads(int count) =>
        new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS" }
            .Select(name => KeyValuePair.Create(name, $"{count}"));

    /// <summary>A script among the resources of this assembly.</summary>
    public static string Script(string name)
    {
        using var stream = typeof(WorkerProcess).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }

    /// <summary>Has a piece of work done and waits for its end.</summary>
    /// <returns>What it answers beside <c>done</c>.</returns>
    /// <exception cref="InvalidOperationException">The process ended.</exception>
    public string Run(string work)
    {
        try
        {
            process.StandardInput.WriteLine(work);
            process.StandardInput.Flush();
        }
        catch (IOException error)
        {
            throw new InvalidOperationException(remedy, error);
        }
        return Answer("done");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string Answer(string expected) =>
        process.StandardOutput.ReadLine() is { } line && line.StartsWith(expected, StringComparison.Ordinal)
            ? line[expected.Length..].Trim()
            : throw new InvalidOperationException(remedy);
}
