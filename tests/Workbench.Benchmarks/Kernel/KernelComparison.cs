using System.Diagnostics;
using System.Globalization;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Benchmarks.Kernel;

/// <summary>
/// How long does one wait for the kernel? Measured by jupyter_client, which drives it as a notebook does, and beside it what
/// everybody knows: ipykernel. Behind each figure stands what is asked of ours.
/// </summary>
internal static class KernelComparison
{
    private const int Starts = 5, Repetitions = 100;

    /// <summary>Measures and prints.</summary>
    /// <param name="programs">Executables of <c>workbench</c>: a build, a ReadyToRun publication.</param>
    public static void Run(IReadOnlyList<string> programs)
    {
        var folder = Directory.CreateTempSubdirectory("workbench-benchmark-").FullName;
        var environment = new Dictionary<string, string>
        {
            ["JUPYTER_PATH"] = Path.Combine(folder, "share", "jupyter"),
            ["JUPYTER_CONFIG_DIR"] = Path.Combine(folder, "config"),
            ["JUPYTER_DATA_DIR"] = Path.Combine(folder, "user"),
            ["JUPYTER_RUNTIME_DIR"] = Path.Combine(folder, "runtime"),
            ["WORKBENCH_DATA"] = Path.Combine(folder, "data"),
        };
        try
        {
            foreach (var (i, program) in programs.Index())
            {
                using var installer = Process.Start(program, ["kernel", "install", "--prefix", folder, "--name", $"measured-{i}"]);
                installer.WaitForExit();
                Measure($"{Path.GetFullPath(program)}", $"measured-{i}",
                    KernelSnippets.CSharp(TinyCorpus.Make(Path.Combine(folder, "songs"))), environment, folder);
            }
            Measure("ipykernel", "python3", KernelSnippets.Python, environment, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string name, string kernelName, KernelSnippets code, Dictionary<string, string> environment, string folder)
    {
        Console.WriteLine($"\n{name}");
        JupyterBridge Start() =>
            new(FrontEnds.Python ?? throw new InvalidOperationException($"There is no Python with jupyter_client; {FrontEnds.Remedy}."),
                kernelName, environment, folder);

        var ready = Enumerable.Range(0, Starts).Select(_ =>
        {
            using var started = Start();
            started.Shutdown();
            return started.SecondsToReady;
        });
        Print("ready, median of 5 starts", Median(ready), "s", "1.5 published, 2.0 built");

        using var kernel = Start();
        Print("first cell", 1000 * kernel.Execute(code.Sum).Seconds, "ms", null);
        Print("1+1, median of 100", 1000 * Median(Enumerable.Range(0, Repetitions).Select(_ => kernel.Execute(code.Sum).Seconds)),
            "ms", "25");
        for (var i = 0; i < Repetitions; i++)
            kernel.Execute(code.Declare(i));
        using (var process = Process.GetProcessById(kernel.KernelProcess))
            Print("resident after 200 cells", process.WorkingSet64 / 1e6, "MB", "260");
        var completions = Enumerable.Range(0,
            11).Select(_ => kernel.Request("shell", "complete_request",
                new { code = code.Unfinished, cursor_pos = code.Unfinished.Length }).Seconds).ToArray();
        Print("first completion", 1000 * completions[0], "ms", null);
        Print("warm completion, median of 10", 1000 * Median(completions.Skip(1)), "ms", "30");
        Print("200,000 printed lines", kernel.Execute(code.Lines).Seconds, "s", "1");
        Print("20 MB output", kernel.Execute(code.Large).Seconds, "s", "1");

        if (code.BeforeEndless is { } prelude)
            kernel.Execute(prelude);
        foreach (var (what, endless) in code.Endless)
        {
            kernel.Begin(endless);
            Print($"interrupt of {what}", kernel.Interrupt().Seconds, "s", "0.5");
        }
        if (kernel.Execute(code.Sum).Value != "2")
            throw new InvalidOperationException($"After the interrupts, {name} no longer computes.");

        // Last, because what the pool was given holds its threads for a while.
        kernel.Begin(code.Burn);
        double[] answers = [.. Enumerable.Range(0, Repetitions)
            .Select(_ => kernel.Request("control", "kernel_info_request", new { }).Seconds).Order()];
        Print("control channel, all cores busy, median of 100", 1000 * Median(answers), "ms", "50");
        Print("control channel, all cores busy, slowest of 100", 1000 * answers[^1], "ms", "50");
        Print("interrupt of all cores", kernel.Interrupt().Seconds, "s", "0.5");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static void Print(string what, double value, string unit, string? asked) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {what,-50}{value,9:0.00} {unit,-3}{(asked is null ? "" : $" asked of ours: {asked}")}"));
}
