using Workbench.Kernel.Running;
using Workbench.Kernel.Scripting;

namespace Workbench.Tests.Kernel;

/// <summary>Cells that would never end. They press the stop button themselves, so that no test depends on the clock.</summary>
[Collection(ProcessWide.Name)]
public sealed class InterruptionTests : IDisposable
{
    private const string Stop = "((System.Threading.CancellationTokenSource)AppContext.GetData(\"stop\")).Cancel();\n";

    private readonly CancellationTokenSource button = new();

    public InterruptionTests() => AppContext.SetData("stop", button);

    public void Dispose() => button.Dispose();

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("for (var i = 0; ; i++) { if (i < 0) break; }")]
    [InlineData("var n = 0L; do n++; while (true);")]
    [InlineData(
        "IEnumerable<int> Endless() { while (true) yield return 1; }\n"
        + "var n = 0; foreach (var i in Endless()) foreach (var j in Endless()) n = i + j;")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("new System.Threading.SemaphoreSlim(0).Wait();")]
    [InlineData("new System.Threading.ManualResetEventSlim().Wait(CancellationToken);")]
    [InlineData("Task.Run(() => { while (true) { } }).Wait();")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Delay(-1, CancellationToken);")]
    public void Loops_waits_and_awaits_are_stopped(string code)
    {
        using var session = new NotebookSession(Environment.CurrentDirectory);
        var result = session.Execute(Stop + code, "cell 1", new RecordingSink(), button.Token);
        Assert.Equal(CellOutcome.Interrupted, result.Outcome);
        Assert.Equal("The cell was interrupted.", result.Error!.Message);
    }

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("await Task.Delay(-1).ContinueWith(_ => 1);")]
    [InlineData("await new ValueTask(Task.Delay(-1));")]
    [InlineData("while (true) await Task.Yield();")]
    [InlineData("async Task<int> Endless() { await Task.Delay(-1); return 1; }\nvar n = await Endless() + await Endless();")]
    public void Finally_blocks_run(string code)
    {
        using var session = new NotebookSession(Environment.CurrentDirectory);
        var sink = new RecordingSink();
        Assert.Equal(CellOutcome.Interrupted,
            session.Execute($"var tidy = false; {Stop} try {{ {code} }} finally {{ tidy = true; }}", "cell 1", sink, button.Token).Outcome);
        Assert.Equal("True", (string?)session.Execute("tidy", "cell 2", sink).Value!.ToJson()["text/plain"]);
    }

    [Fact]
    public void What_is_awaited_keeps_its_value()
    {
        using var session = new NotebookSession(Environment.CurrentDirectory);
        var result = session.Execute(
            "await Task.Yield(); (await Task.FromResult(1)) + await new ValueTask<int>(2) + await "
            + "Task.FromResult(3).ConfigureAwait(false)", "cell 1", new RecordingSink());
        Assert.Equal("6", (string?)result.Value!.ToJson()["text/plain"]);
    }

    [Fact]
    public void A_session_goes_on_after_an_interrupt()
    {
        using var session = new NotebookSession(Environment.CurrentDirectory);
        var sink = new RecordingSink();
        Assert.Equal(CellOutcome.Completed, session.Execute("var x = 41;", "cell 1", sink).Outcome);
        Assert.Equal(CellOutcome.Interrupted,
            session.Execute("var y = 1;" + Stop + "while (true) x = 42;", "cell 2", sink, button.Token).Outcome);
        Assert.Equal("2", (string?)session.Execute("var n = 0; while (n < 2) n++; n", "cell 3", sink).Value!.ToJson()["text/plain"]);
        Assert.Equal("1", (string?)session.Execute("y", "cell 4", sink).Value!.ToJson()["text/plain"]);
    }

    [Fact]
    public void Code_that_heeds_nothing_is_abandoned_with_the_reason()
    {
        using var session = new NotebookSession(Environment.CurrentDirectory);
        // A loop that is none, so that it has no check, which swallows what would wake it.
        const string stubborn =
            "again:\ntry { System.Threading.Thread.Sleep(-1); } catch (System.Threading.ThreadInterruptedException) { }\ngoto again;";
        var result = session.Execute(Stop + stubborn, "cell 1", new RecordingSink(), button.Token);
        Assert.Equal(CellOutcome.Abandoned, result.Outcome);
        Assert.Contains("CancellationToken", result.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_keeps_its_outputs_and_runs_finally_blocks()
    {
        var notebook = NotebookBuilder.Of(
            ("Console.Write(\"kept\");\n" + Stop + "try { while (true) ; } finally { Console.Write(\" and tidy\"); }", "raises-exception"),
            ("1", ""));
        var result = NotebookRunner.Run(notebook, token: button.Token);
        Assert.Equal("test.ipynb: cell 1: Interrupted: The cell was interrupted.", result.Failure!.ToString());
        Assert.Equal("kept and tidy", notebook.Cells[0].Stream("stdout"));
        Assert.Null(notebook.Cells[1].ExecutionCount);
    }

    [Fact]
    public void A_cell_has_a_limit()
    {
        var notebook = NotebookBuilder.Of("while (true) ;", "1");
        var result = NotebookRunner.Run(notebook, new() { CellTimeout = TimeSpan.FromSeconds(0.5) });
        Assert.Equal("test.ipynb: cell 1: TimeoutException: the cell took longer than its limit of 0.5 s", result.Failure!.ToString());
        Assert.Equal("TimeoutException", (string?)notebook.Cells[0].Outputs[0]!["ename"]);
        Assert.Null(notebook.Cells[1].ExecutionCount);
    }

    [Fact]
    public void The_whole_run_has_a_limit()
    {
        var result = NotebookRunner.Run(NotebookBuilder.Of("while (true) ;"),
            new() { TotalTimeout = TimeSpan.FromSeconds(0.5), CellTimeout = TimeSpan.FromHours(1) });
        Assert.Equal("test.ipynb: cell 1: TimeoutException: the notebook took longer than its limit of 0.5 s", result.Failure!.ToString());
    }
}
