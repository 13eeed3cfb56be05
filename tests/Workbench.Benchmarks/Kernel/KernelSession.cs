using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Workbench.Tests.Kernel;

namespace Workbench.Benchmarks.Kernel;

/// <summary>
/// Does a notebook that stays open stay as quick and as small as it was? A kernel in a process of its own, driven over its lines of JSON
/// as the editor drives it; needs nothing but .NET. Behind each figure stands what is asked on a quiet machine.
/// </summary>
internal static class KernelSession
{
    private const int Starts = 5, Repetitions = 100, Interrupts = 5;
    private const int Half = 200;

    /// <summary>Measures and prints.</summary>
    /// <param name="programs">Executables of <c>workbench</c>: a build, a ReadyToRun publication.</param>
    public static void Run(IReadOnlyList<string> programs)
    {
        foreach (var program in programs)
        {
            Console.WriteLine($"\n{Path.GetFileName(program)}");
            Measure(program);
        }
    }

    private static void Measure(string program)
    {
        var ready = Enumerable.Range(0, Starts).Select(_ =>
        {
            using var started = new Kernel(program);
            return (Said: started.SecondsToReady, Answered: started.SecondsToReady + started.Cell("1+1"));
        }).ToList();
        Print($"ready, median of {Starts} starts", Median(ready.Select(start => start.Said)), "s", "2.0");
        Print("first cell answered since the start, median", Median(ready.Select(start => start.Answered)), "s");

        using var kernel = new Kernel(program);
        Print("first cell of LINQ, sent at once", 1000 * kernel.Cell(SessionCells.Linq), "ms");
        kernel.Cell(SessionCells.First);
        Waits(kernel, "at the start");

        var sizes = new List<(double Resident, double Managed)>();
        for (var half = 1; half <= 2; half++)
        {
            for (var i = (half - 1) * Half; i < half * Half; i++)
                kernel.Cell(SessionCells.At(i), mayFail: i % 20 == 9);
            Print($"resident after {half * Half} cells, as it stands", kernel.Resident, "MB", half == 1 ? "290" : null);
            sizes.Add(kernel.Collect());
            Print($"resident after {half * Half} cells, collected", sizes[^1].Resident, "MB");
            Print($"managed after {half * Half} cells, collected", sizes[^1].Managed, "MB");
        }
        Print("resident after 400 cells above 200", 100 * (sizes[1].Resident / sizes[0].Resident - 1), "%", "5");
        Waits(kernel, "after 400 cells");
    }

    private static void Waits(Kernel kernel, string when)
    {
        Print($"1+1 {when}, median of {Repetitions}",
            1000 * Median(Enumerable.Range(0, Repetitions).Select(_ => kernel.Cell("1+1"))), "ms", "30");
        kernel.Complete("Console.Wri");
        Print($"warm completion {when}, median of {Repetitions}",
            1000 * Median(Enumerable.Range(0, Repetitions).Select(_ => kernel.Complete("Console.Wri"))), "ms", "30");
        var interrupts = Enumerable.Range(0, Interrupts)
            .Select(_ => (Stopped: kernel.InterruptEndless(), Next: kernel.Cell("1+1"))).ToList();
        Print($"interrupt of an endless loop {when}, median of {Interrupts}", Median(interrupts.Select(each => each.Stopped)), "s", "0.5");
        Print($"the cell behind it {when}, median of {Interrupts}", 1000 * Median(interrupts.Select(each => each.Next)), "ms");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private static void Print(string what, double value, string unit, string? asked = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {what,-58}{value,9:0.00} {unit,-3}{(asked is null ? "" : $" at most {asked} asked")}"));

    /// <summary>The process, and the editor's end of its lines.</summary>
    private sealed class Kernel : IDisposable
    {
        private readonly Process process;
        private readonly EditorClient client;

        public Kernel(string program)
        {
            var watch = Stopwatch.StartNew();
            process = Process.Start(new ProcessStartInfo(program, ["kernel", "stdio"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            client = new(process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
            Until("ready");
            SecondsToReady = watch.Elapsed.TotalSeconds;
        }

        public double SecondsToReady { get; }

        /// <summary>Runs a cell to its end; returns the seconds.</summary>
        public double Cell(string code, bool mayFail = false)
        {
            var watch = Stopwatch.StartNew();
            client.Execute(code);
            var events = Until("done");
            if ((string?)events[^1]["outcome"] != (mayFail ? "failed" : "completed"))
                throw new InvalidOperationException($"{code}\n{string.Join('\n', events.Select(each => each.ToJsonString()))}");
            return watch.Elapsed.TotalSeconds;
        }

        /// <summary>Completes a name; returns the seconds.</summary>
        public double Complete(string code)
        {
            var watch = Stopwatch.StartNew();
            client.Send(new() { ["type"] = "complete", ["code"] = code, ["position"] = code.Length });
            Until("completions");
            return watch.Elapsed.TotalSeconds;
        }

        /// <summary>Interrupts a loop that has begun; returns the seconds until it has ended.</summary>
        public double InterruptEndless()
        {
            client.Execute("Console.WriteLine(\"runs\"); while (true) ;");
            Until("stream");
            var watch = Stopwatch.StartNew();
            client.Send(new() { ["type"] = "interrupt" });
            Until("done");
            return watch.Elapsed.TotalSeconds;
        }

        /// <summary>Megabytes of memory that the process holds.</summary>
        public double Resident
        {
            get
            {
                process.Refresh();
                return process.WorkingSet64 / 1e6;
            }
        }

        /// <summary>Collects all garbage; returns the megabytes that the process then holds, and those of them in use by objects.</summary>
        public (double Resident, double Managed) Collect()
        {
            client.Execute("GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, true, true); GC.WaitForPendingFinalizers();\n"
                + "GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, true, true); GC.GetTotalMemory(true)");
            var value = (string)Until("done").Single(each => (string?)each["type"] == "result")["data"]!["text/plain"]!;
            return (Resident, double.Parse(value, CultureInfo.InvariantCulture) / 1e6);
        }

        public void Dispose()
        {
            client.HangUp();
            process.WaitForExit();
            client.Dispose();
            process.Dispose();
        }

        private List<JsonObject> Until(string type) => client.Until(type).GetAwaiter().GetResult();
    }
}
