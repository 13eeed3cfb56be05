using System.Text.Json.Nodes;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;

namespace Workbench.Benchmarks;

/// <summary>
/// What does a cell of a notebook keep in memory for the ones after it? Cells that declare a variable and loop, in one run; the first
/// twenty pay for the compiler and are the baseline.
/// </summary>
internal static class CellMemory
{
    private const int Step = 20;

    /// <summary>Prints a table.</summary>
    /// <param name="cellCount">Cells to run.</param>
    public static void Run(int cellCount)
    {
        Console.WriteLine($"{"cells",6} {"managed MB",11} {"resident MB",12} {"managed MB a cell since the row above",38}");
        var notebook = NotebookDocument.Parse(new JsonObject
        {
            ["cells"] = new JsonArray([.. Enumerable.Range(0, cellCount).Select(i => new JsonObject
            {
                ["cell_type"] = "code",
                ["id"] = $"cell-{i}",
                ["metadata"] = new JsonObject(),
                ["source"] = $"var x{i} = {i}; foreach (var y in new[] {{ {i} }}) Console.WriteLine(y);",
            })]),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        }.ToJsonString(), "cells.ipynb");
        var meter = new Meter();
        if (NotebookRunner.Run(notebook, progress: meter).Failure is { } failure)
            throw new InvalidOperationException(failure.ToString());
        foreach (var row in meter.Rows) // while cells run, what is printed is theirs
            Console.WriteLine(row);
    }

    private sealed class Meter : IProgress<CellProgress>
    {
        private double before = GC.GetTotalMemory(forceFullCollection: true) / 1e6;

        public List<string> Rows { get; } = [];

        public void Report(CellProgress value)
        {
            if (value.Elapsed is null || value.CellNumber % Step != 0)
                return;
            var managed = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
            Rows.Add(FormattableString.Invariant(
                $"{value.CellNumber,6} {managed,11:F1} {Environment.WorkingSet / 1e6,12:F1} {(managed - before) / Step,38:F3}"));
            before = managed;
        }
    }
}
