using Workbench.Tests.Reference;

namespace Workbench.Benchmarks.Kernel;

/// <summary>The same cells in two languages.</summary>
internal sealed record KernelSnippets
{
    /// <summary>A cell with the value 2.</summary>
    public required string Sum { get; init; }

    /// <summary>Declares a variable of that number and prints it.</summary>
    public required Func<int, string> Declare { get; init; }

    /// <summary>A name to complete.</summary>
    public required string Unfinished { get; init; }

    /// <summary>Prints 200,000 lines.</summary>
    public required string Lines { get; init; }

    /// <summary>Has a value of 20 million characters.</summary>
    public required string Large { get; init; }

    /// <summary>Prints something, then holds every core and many threads.</summary>
    public required string Burn { get; init; }

    /// <summary>What <see cref="Endless"/> needs.</summary>
    public string? BeforeEndless { get; init; }

    /// <summary>Cells that print something and never end.</summary>
    public required IReadOnlyList<(string What, string Code)> Endless { get; init; }

    /// <summary>In Python.</summary>
    public static KernelSnippets Python { get; } = new()
    {
        Sum = "1+1",
        Declare = i => $"v{i} = {i}; print(v{i})",
        Unfinished = "print.__na",
        Lines = "for i in range(200000): print(i)",
        Large = "'x' * 20_000_000",
        Burn = """
            import os, threading
            def burn():
                while not done: pass
            done = False
            for i in range(os.cpu_count()): threading.Thread(target=burn).start()
            print("runs")
            try: burn()
            finally: done = True
            """,
        Endless = // not an await: ipykernel 6.17 goes on with it
        [
            ("a loop", "print('runs')\nwhile True: pass"),
            ("a sleep", "import time\nprint('runs')\ntime.sleep(1000)"),
        ],
    };

    /// <summary>In C#.</summary>
    /// <param name="songs">A small collection, for a training.</param>
    public static KernelSnippets CSharp(string songs) => new()
    {
        Sum = "1+1",
        Declare = i => $"var v{i} = {i}; Console.WriteLine(v{i});",
        Unfinished = "Console.Wri",
        Lines = "for (var i = 0; i < 200000; i++) Console.WriteLine(i);",
        Large = "new string('x', 20_000_000)",
        Burn = """
            for (var i = 0; i < 200; i++)
                _ = Task.Run(() => System.Threading.Thread.Sleep(20_000));
            Console.WriteLine("runs");
            Parallel.For(0, 4 * Environment.ProcessorCount, i => { while (true) ; });
            """,
        BeforeEndless = $$"""
            #r "{{Path.Combine(Repository.Root, "lib", "Workbench", "bin", "Release", "net10.0", "Workbench.dll").Replace('\\', '/')}}"
            using Workbench.Notebook;
            using Workbench.Training;
            var endless = TrainingSpec.Default with { Epochs = int.MaxValue, Patience = int.MaxValue };
            var lab = Lab.On("{{songs.Replace('\\', '/')}}").With(endless);
            lab.Features.RowCount
            """,
        Endless =
        [
            ("a loop", "Console.WriteLine(\"runs\"); while (true) ;"),
            ("a sleep", "Console.WriteLine(\"runs\"); System.Threading.Thread.Sleep(-1);"),
            ("an await", "Console.WriteLine(\"runs\"); await Task.Delay(-1);"),
            ("a Parallel.For", "Console.WriteLine(\"runs\"); Parallel.For(0, 100, i => { while (true) ; });"),
            ("a training", "var curves = new LiveCurves(); curves.Changed += () => Console.WriteLine(\"learns\"); lab.Train(curves);"),
        ],
    };
}
