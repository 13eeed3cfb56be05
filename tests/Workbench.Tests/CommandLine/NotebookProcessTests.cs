using System.Diagnostics;
using System.Globalization;
using Workbench.Kernel.Documents;
using Workbench.Tests.Kernel;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>What <c>workbench run</c> says and keeps of notebooks whose cells end the process that runs them.</summary>
public sealed class NotebookProcessTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_cell_that_ends_its_process_fails_its_notebook_alone()
    {
        Write("a-exit", "1 + 1", "Console.WriteLine(\"before\");\nEnvironment.Exit(0);", "3");
        Write("b-recursion", "int F(int x) => F(x + 1) + 1;", "F(0)");
        Write("c-abort", "Environment.FailFast(\"no\");");
        Write("d-kill", "System.Diagnostics.Process.GetCurrentProcess().Kill();");
        Write("e-good", "1 + 1");
        var result = WorkbenchProcess.Run(folder.File("data"), "run", folder.File("notebooks"), "--out", folder.File("out"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{Notebook("a-exit")}: cell 2: ProcessEnded: the cell ended its process with exit code 0", result.Error,
            StringComparison.Ordinal);
        Assert.Contains($"{Notebook("b-recursion")}: cell 2: ProcessEnded: the cell ", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{Notebook("c-abort")}: cell 1: ProcessEnded: the cell aborted its", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{Notebook("d-kill")}: cell 1: ProcessEnded: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("e-good.ipynb: 1 cells in ", result.Error, StringComparison.Ordinal);
        var exited = NotebookDocument.Read(folder.File("out", "a-exit", "a-exit.ipynb"));
        Assert.Equal("2", exited.Cells[0].Data("text/plain"));
        Assert.Equal("before\n", exited.Cells[1].Stream("stdout"));
        Assert.Equal("ProcessEnded", (string?)exited.Cells[1].Outputs[1]!["ename"]);
        Assert.Empty(exited.Cells[2].Outputs);
        Assert.True(File.Exists(folder.File("out", "b-recursion", "report.html")));
    }

    [Fact]
    public void A_thread_that_fails_after_its_cell_fails_the_notebook_at_that_cell()
    {
        Write("late", """
            var end = new System.Threading.ManualResetEventSlim();
            new System.Threading.Thread(() =>
            {
                end.Wait();
                throw new FormatException("late");
            }).Start();
            """, "end.Set(); System.Threading.Thread.Sleep(3000);");
        var result = WorkbenchProcess.Run(folder.File("data"), "run", Notebook("late"), "--out", folder.File("out"));
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{Notebook("late")}: cell 1 line 5: FormatException: late", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Very_many_small_prints_and_one_very_long_line_arrive()
    {
        Write("prints", "for (var i = 0; i < 100000; i++) Console.WriteLine(i);", "Console.Write(new string('x', 1000000));");
        var result = WorkbenchProcess.Run(folder.File("data"), "run", Notebook("prints"), "--out", folder.File("out"));
        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.Error));
        var executed = NotebookDocument.Read(folder.File("out", "prints", "prints.ipynb"));
        Assert.EndsWith("\n99998\n99999\n", executed.Cells[0].Stream("stdout"), StringComparison.Ordinal);
        Assert.Equal(1_000_000, executed.Cells[1].Stream("stdout").Length);
    }

    [Fact]
    public void The_last_forty_cells_keep_no_more_memory_than_the_forty_before()
    {
        // The cells weigh their own process, in which no other test works; the first twenty pay for the compiler.
        Write("memory", [.. Enumerable.Range(1, 100).Select(i => i is 20 or 60 or 100
            ? "Console.WriteLine(GC.GetTotalMemory(forceFullCollection: true));"
            : $"var x{i} = {i}; foreach (var y in new[] {{ {i} }}) Console.WriteLine(y);")]);
        var result = WorkbenchProcess.Run(folder.File("data"), "run", Notebook("memory"), "--out", folder.File("out"));
        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.Error));
        var cells = NotebookDocument.Read(folder.File("out", "memory", "memory.ipynb")).Cells;
        long[] kept = [.. new[] { 20, 60, 100 }.Select(cell => long.Parse(cells[cell - 1].Stream("stdout"), CultureInfo.InvariantCulture))];
        Assert.True(kept[2] - kept[1] < 2 * (kept[1] - kept[0]), string.Join(", ", kept));
    }

    [Fact]
    public void What_leaves_its_results_in_one_place_or_has_no_place_for_them_is_refused_before_it_runs()
    {
        Write("same", "1");
        var script = folder.Write(Path.Combine("other", "same.csx"), "1");
        var twice = WorkbenchProcess.Run(folder.File("data"), "run", Notebook("same"), script, "--out", folder.File("out"));
        Assert.Equal(1, twice.ExitCode);
        Assert.StartsWith($"{Notebook("same")} and {script} would both leave their results in ", twice.Error, StringComparison.Ordinal);
        var save = WorkbenchProcess.Run(folder.File("data"), "run", script, "--save");
        Assert.Equal((1, $"{script} has no place for outputs, which --save is about; name notebooks that end in .ipynb."),
            (save.ExitCode, save.Error.Trim()));
    }

    [Fact]
    public void Parameters_and_questions_are_answered_as_in_one_process()
    {
        NotebookBuilder.Of(("var epochs = 1; var name = \"x\";", "parameters"), ("name + epochs", ""), ("input(\"Which?\")", ""))
            .Write(Notebook("asks"));
        var result = WorkbenchProcess.Run(folder.File("data"), "run", Notebook("asks"), "-p", "epochs=3", "-p", "name=a b",
            "--out", folder.File("out"));
        Assert.Contains($"{Notebook("asks")}: cell 4 line 1: InvalidOperationException: Nobody is there to answer", result.Error,
            StringComparison.Ordinal);
        Assert.Equal("a b3", NotebookDocument.Read(folder.File("out", "asks", "asks.ipynb")).Cells[2].Data("text/plain"));
        var wrong = WorkbenchProcess.Run(folder.File("data"), "run", Notebook("asks"), "-p", "epochs=many", "--out", folder.File("out"));
        Assert.Contains("cell 2: ParameterError: parameter epochs: 'many' is not a value of type int.", wrong.Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixSignals.Interrupt)]
    [InlineData(UnixSignals.Terminate)]
    public async Task A_stop_runs_the_finally_blocks_keeps_what_is_done_and_ends_what_cells_have_started(int signal)
    {
        UnixSignals.Require();
        var (started, cleaned) = (folder.File("started"), folder.File("cleaned"));
        Write("long", "1 + 1", $$"""
            var child = System.Diagnostics.Process.Start("sleep", "600");
            File.WriteAllText("{{started}}.partial", child.Id.ToString());
            File.Move("{{started}}.partial", "{{started}}");
            try { while (true) { } } finally { File.WriteAllText("{{cleaned}}", ""); }
            """);
        using var process = WorkbenchProcess.Start(folder.File("data"), "run", Notebook("long"), "--out", folder.File("out"));
        while (!File.Exists(started) && !process.HasExited)
            await Task.Delay(20, TestContext.Current.CancellationToken);
        UnixSignals.Send(process, signal);
        var result = WorkbenchProcess.Finish(process);
        Assert.Equal(130, result.ExitCode);
        Assert.True(File.Exists(cleaned), result.Error);
        Assert.Equal("2", NotebookDocument.Read(folder.File("out", "long", "long.ipynb")).Cells[0].Data("text/plain"));
        var child = int.Parse(await File.ReadAllTextAsync(started, TestContext.Current.CancellationToken),
            System.Globalization.CultureInfo.InvariantCulture);
        while (IsAlive(child)) // it ends, or the test hangs until its limit
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    /// <summary>Whether a process runs: one that has ended and that nobody has asked how is a name only.</summary>
    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private string Notebook(string name) => folder.File("notebooks", name + ".ipynb");

    private void Write(string name, params string[] cells) => NotebookBuilder.Of(cells).Write(Notebook(name));
}
