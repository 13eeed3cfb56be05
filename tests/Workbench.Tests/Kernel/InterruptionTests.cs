using Workbench.Kernel.Running;
using Workbench.Kernel.Scripting;

namespace Workbench.Tests.Kernel;

[Collection(ProcessWide.Name)]
public class InterruptionTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("for (var i = 0; ; i++) { if (i < 0) break; }")]
    [InlineData("var n = 0L; do n++; while (true);")]
    [InlineData("IEnumerable<int> Endless() { while (true) yield return 1; }\nforeach (var i in Endless()) foreach (var j in Endless()) n = i + j;\nint n;")]
    [InlineData("System.Threading.Thread.Sleep(-1);")]
    [InlineData("new System.Threading.SemaphoreSlim(0).Wait();")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("Task.Run(() => { while (true) { } }).Wait();")]
    [InlineData("await Task.Delay(-1, CancellationToken);")]
    [InlineData("new System.Threading.ManualResetEventSlim().Wait(CancellationToken);")]
    public void A_cell_that_would_never_end_is_stopped_at_its_limit(string code)
    {
        var notebook = NotebookBuilder.Of(code, "1");
        var result = NotebookRunner.Run(notebook, new() { CellTimeout = Limit });
        Assert.Equal("test.ipynb: cell 1: TimeoutException: the cell took longer than its limit of 1 s", result.Failure!.ToString());
        Assert.Equal("TimeoutException", (string?)notebook.Cells[0].Outputs[0]!["ename"]);
        Assert.Null(notebook.Cells[1].ExecutionCount);
    }

    [Fact]
    public void A_stopped_cell_runs_its_finally_blocks()
    {
        var notebook = NotebookBuilder.Of("try { while (true) { } } finally { Console.Write(\"tidy\"); }");
        Assert.False(NotebookRunner.Run(notebook, new() { CellTimeout = Limit }).Succeeded);
        Assert.Equal("tidy", notebook.Cells[0].Stream("stdout"));
    }

    [Fact]
    public void The_whole_run_has_a_limit_too()
    {
        var result = NotebookRunner.Run(NotebookBuilder.Of("1", "while (true) ;"), new() { TotalTimeout = TimeSpan.FromSeconds(3) });
        Assert.Equal("test.ipynb: cell 2: TimeoutException: the notebook took longer than its limit of 3 s", result.Failure!.ToString());
    }

    [Fact]
    public void Cancellation_ends_the_run_with_the_outputs_so_far()
    {
        using var source = new CancellationTokenSource();
        var notebook = NotebookBuilder.Of(("Console.Write(\"kept\"); while (true) ;", "raises-exception"), ("1", ""));
        var result = NotebookRunner.Run(notebook, progress: new CancelOnStart(source), token: source.Token);
        Assert.Equal("test.ipynb: cell 1: Interrupted: The cell was interrupted.", result.Failure!.ToString());
        Assert.Equal("kept", notebook.Cells[0].Stream("stdout"));
    }

    [Fact]
    public void A_session_goes_on_after_an_interrupt()
    {
        using var session = new NotebookSession(Environment.CurrentDirectory);
        var sink = new RecordingSink();
        Assert.Equal(CellOutcome.Completed, session.Execute("var x = 41;", "cell 1", sink).Outcome);
        using (var source = new CancellationTokenSource(Limit))
            Assert.Equal(CellOutcome.Interrupted, session.Execute("var y = 1; while (true) x = 42;", "cell 2", sink, source.Token).Outcome);
        Assert.Equal("43", (string?)session.Execute("x + y", "cell 3", sink).Value!.ToJson()["text/plain"]);
    }

    [Fact]
    public void Code_that_heeds_nothing_is_abandoned_with_the_reason()
    {
        using var session = new NotebookSession(Environment.CurrentDirectory);
        using var source = new CancellationTokenSource(Limit);
        // No loop of the cell, no wait: a sequence that LINQ walks for a few seconds.
        var result = session.Execute("Enumerable.Range(0, int.MaxValue).Select(i => i * 0.5).Concat(Enumerable.Range(0, int.MaxValue).Select(i => i * 0.5)).Max()", "cell 1", new RecordingSink(), source.Token);
        Assert.Equal(CellOutcome.Abandoned, result.Outcome);
        Assert.Contains("CancellationToken", result.Error!.Message, StringComparison.Ordinal);
    }

    private sealed class CancelOnStart(CancellationTokenSource source) : IProgress<CellProgress>
    {
        public void Report(CellProgress value) => source.CancelAfter(Limit);
    }
}
