using System.Diagnostics;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Errors;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Running;

/// <summary>One pass over the cells of a notebook.</summary>
internal sealed class NotebookPass(
    NotebookDocument document, RunOptions options, ICellHost host, NotebookCell? injected,
    IProgress<CellProgress>? progress, CancellationToken user, CancellationToken run)
{
    private readonly List<NotebookCell> cells = [.. document.Cells.Where(cell => cell.Kind == CellKind.Code)];
    private readonly DocumentOutputs outputs = new();
    private int executed;

    public RunResult Run()
    {
        var clock = Stopwatch.StartNew();
        document.ClearOutputs();
        CellFailure? failure = null;
        for (var number = 1; number <= cells.Count && failure is null; number++)
            failure = Cell(cells[number - 1], number) ?? Stray();
        outputs.Close();
        return new(executed, cells.Count, clock.Elapsed, failure ?? Stray());
    }

    private CellFailure? Cell(NotebookCell cell, int number)
    {
        var clock = Stopwatch.StartNew();
        var sink = outputs.For(cell);
        if (cell == injected && InjectParameters(sink) is { } wrong)
            return Failure(number, wrong);
        var firstLine = cell.Source.Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim();
        if (firstLine is null)
            return null;
        progress?.Report(new(number, cells.Count, firstLine, null));
        cell.ExecutionCount = ++executed;
        var result = Execute(cell, number, sink);
        sink.End(result);
        progress?.Report(new(number, cells.Count, firstLine, clock.Elapsed));
        var tolerated = result.Outcome == CellOutcome.Completed || result.Outcome == CellOutcome.Failed && MayThrow(cell);
        return tolerated ? null : Failure(number, result.Error!);
    }

    /// <summary>The failure of a thread that a cell, perhaps an earlier one, has started.</summary>
    private CellFailure? Stray() => outputs.FirstStray(cell => !MayThrow(cell)) is { } stray
        ? Failure(cells.IndexOf(stray.Cell) + 1, stray.Error)
        : null;

    private static bool MayThrow(NotebookCell cell) => cell.Tags.Contains(NotebookRunner.RaisesExceptionTag);

    private CellError? InjectParameters(DocumentSink sink)
    {
        try
        {
            injected!.Source = host.Assignments(options.ParameterValues);
            return null;
        }
        catch (NotebookException wrong)
        {
            var error = new CellError("ParameterError", wrong.Message, [wrong.Message], null);
            sink.End(new(CellOutcome.Failed, Error: error));
            return error;
        }
    }

    private CellResult Execute(NotebookCell cell, int number, DocumentSink sink)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(run);
        if (options.CellTimeout is { } timeout)
            limit.CancelAfter(timeout);
        var result = host.Execute(cell.Source, document.LanguageOf(cell), $"cell {number}", sink, limit.Token);
        if (result.Outcome is not (CellOutcome.Interrupted or CellOutcome.Abandoned) || user.IsCancellationRequested)
            return result;
        var message = run.IsCancellationRequested
            ? $"the notebook took longer than its limit of {Seconds(options.TotalTimeout)}"
            : $"the cell took longer than its limit of {Seconds(options.CellTimeout)}";
        return result with { Error = new(nameof(TimeoutException), message, [message], null) };
    }

    private CellFailure Failure(int number, CellError error) => new(document.Path, number, error.Line, error.Name, error.Message);

    private static string Seconds(TimeSpan? limit) => FormattableString.Invariant($"{limit!.Value.TotalSeconds:0.###} s");
}
