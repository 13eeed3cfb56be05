using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

[Collection(ProcessWide.Name)]
public class NotebookRunnerTests
{
    [Fact]
    public void A_cell_sees_what_earlier_cells_declared()
    {
        var notebook = NotebookBuilder.Of(
            "using System.Globalization;\nvar numbers = new List<int> { 1, 2 };",
            "int Twice(int x) => 2 * x;\nrecord Song(string Title);\nstatic string Shout(this string s) => s + \"!\";",
            "numbers.Add(Twice(numbers[1]));\nawait Task.Yield();",
            "new Song(numbers.Sum().ToString(CultureInfo.InvariantCulture)).Title.Shout()");
        var result = NotebookRunner.Run(notebook);
        Assert.Null(result.Failure);
        Assert.Equal((4, 4), (result.CellsRun, result.CellCount));
        Assert.Equal("7!", notebook.Cells[3].Data("text/plain"));
        Assert.Equal([1, 2, 3, 4], notebook.Cells.Select(cell => cell.ExecutionCount!.Value));
    }

    [Fact]
    public void Console_streams_are_captured_in_order_and_given_back()
    {
        var (output, error) = (Console.Out, Console.Error);
        var notebook = NotebookBuilder.Of(
            "Console.Write('a'); Console.WriteLine(\"b\"); Console.Error.WriteLine(\"c\"); Console.WriteLine($\"{1 + 1}\\nend\");");
        Assert.True(NotebookRunner.Run(notebook).Succeeded);
        var cell = notebook.Cells[0];
        Assert.Equal(["stdout", "stderr", "stdout"], cell.Outputs.Select(part => (string)part!["name"]!));
        Assert.Equal("ab\n2\nend\n", cell.Stream("stdout"));
        Assert.Equal("c\n", cell.Stream("stderr"));
        Assert.Same(output, Console.Out);
        Assert.Same(error, Console.Error);
    }

    [Fact]
    public void The_current_folder_is_the_notebooks_and_is_given_back()
    {
        using var folder = new TempFolder();
        var path = folder.File("a.ipynb");
        var before = Environment.CurrentDirectory;
        NotebookBuilder.Of("File.WriteAllText(\"here.txt\", \"x\"); Environment.CurrentDirectory = Path.GetTempPath();").Write(path);
        Assert.True(NotebookRunner.Run(NotebookDocument.Read(path)).Succeeded);
        Assert.True(File.Exists(folder.File("here.txt")));
        Assert.Equal(before, Environment.CurrentDirectory);
    }

    [Fact]
    public void A_throwing_cell_ends_the_run_and_is_named_with_its_line()
    {
        var notebook = NotebookBuilder.Of(
            "void Fail(int x)\n{\n    if (x > 0) throw new InvalidOperationException($\"bad {x}\");\n}",
            "var kept = 1;\n\nConsole.WriteLine(\"before\");\nFail(7);",
            "\"never\"");
        var result = NotebookRunner.Run(notebook);
        Assert.Equal("test.ipynb: cell 2 line 4: InvalidOperationException: bad 7", result.Failure!.ToString());
        Assert.Equal((2, 3), (result.CellsRun, result.CellCount));
        var cell = notebook.Cells[1];
        Assert.Equal("before\n", cell.Stream("stdout"));
        Assert.Equal("error", (string?)cell.Outputs[1]!["output_type"]);
        Assert.Equal(
            ["InvalidOperationException: bad 7", "   at Fail(Int32 x) in cell 1:line 3", "   at cell 2:line 4"],
            cell.Outputs[1]!["traceback"]!.AsArray().Select(line => (string)line!));
        Assert.Empty(notebook.Cells[2].Outputs);
        Assert.Null(notebook.Cells[2].ExecutionCount);
    }

    [Fact]
    public void An_exception_from_a_task_is_named_by_its_own_type()
    {
        var result = NotebookRunner.Run(NotebookBuilder.Of("var x = 1;\nTask.Run(() => throw new FormatException(\"no\")).Wait();"));
        Assert.Equal("test.ipynb: cell 1 line 2: FormatException: no", result.Failure!.ToString());
    }

    [Theory]
    [InlineData("exit 7", "exit code 7")]
    [InlineData("echo garbage; exec sleep 600", "was killed")]
    [InlineData("echo '{}'; exec sleep 600", "was killed")]
    public void A_process_that_says_what_is_no_output_or_nothing_at_all_is_a_failure_and_ended(string script, string end)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The scripts are those of Unix.");
        var failure = NotebookRunner.Run(NotebookBuilder.Of("1"), new() { Process = ["sh", "-c", script] }).Failure!;
        Assert.Equal("ProcessEnded", failure.ErrorName);
        Assert.Contains(end, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class Odd : Exception { public override string Message => throw new FormatException(); }\nthrow new Odd();", "Odd")]
    [InlineData("class Odd : Exception { public override string StackTrace => throw new FormatException(); }\nthrow new Odd();", "Odd")]
    [InlineData("var e = new Exception(\"x\"); for (var i = 0; i < 100000; i++) e = new Exception(\"y\", e);\nthrow e;", "Exception")]
    public void An_exception_that_cannot_be_read_is_still_a_failure(string code, string name) =>
        Assert.Equal(name, NotebookRunner.Run(NotebookBuilder.Of(code)).Failure!.ErrorName);

    [Fact]
    public void A_compile_error_names_line_and_code()
    {
        var result = NotebookRunner.Run(NotebookBuilder.Of("var a = 1;", "while (a < 3) a++;\nvar b = missing;"));
        Assert.Equal("test.ipynb: cell 2 line 2: CompilationError: CS0103: The name 'missing' does not exist in the current context",
            result.Failure!.ToString());
    }

    [Fact]
    public void A_cell_tagged_raises_exception_may_throw()
    {
        var notebook = NotebookBuilder.Of(("throw new FormatException(\"expected\");", "raises-exception"), ("1 + 1", ""));
        Assert.True(NotebookRunner.Run(notebook).Succeeded);
        Assert.Equal("FormatException", (string?)notebook.Cells[0].Outputs[0]!["ename"]);
        Assert.Equal("2", notebook.Cells[1].Data("text/plain"));
    }

    [Fact]
    public void Variables_keep_their_values_when_a_cell_fails()
    {
        var notebook = NotebookBuilder.Of(("var x = 41;\nthrow new FormatException();", "raises-exception"), ("x + 1", ""));
        Assert.True(NotebookRunner.Run(notebook).Succeeded);
        Assert.Equal("42", notebook.Cells[1].Data("text/plain"));
    }

    [Fact]
    public void Stale_outputs_of_cells_that_did_not_run_are_removed()
    {
        var notebook = NotebookBuilder.Of("1", "2");
        Assert.True(NotebookRunner.Run(notebook).Succeeded);
        notebook.Cells[0].Source = "throw new FormatException();";
        Assert.False(NotebookRunner.Run(notebook).Succeeded);
        Assert.Empty(notebook.Cells[1].Outputs);
    }

    [Fact]
    public void Two_runs_write_the_same_bytes()
    {
        var notebook = NotebookBuilder.Of("var shown = display(1);", "shown.Update(\"two\"); new[] { 1, 2, 3 }", "HTML(\"<b>x</b>\")");
        Assert.True(NotebookRunner.Run(notebook).Succeeded);
        var first = notebook.ToString();
        Assert.True(NotebookRunner.Run(notebook).Succeeded);
        Assert.Equal(first, notebook.ToString());
    }

    [Fact]
    public void Progress_tells_the_start_and_the_end_of_each_cell()
    {
        var told = new ProgressList<CellProgress>();
        Assert.True(NotebookRunner.Run(NotebookBuilder.Of("\n  var a = 1;\na++;", "// nothing\n", "   ", "a"), progress: told).Succeeded);
        Assert.Equal([(1, "var a = 1;"), (1, "var a = 1;"), (2, "// nothing"), (2, "// nothing"), (4, "a"), (4, "a")],
            told.Reports.Select(at => (at.CellNumber, at.FirstLine)));
        Assert.Equal([false, true, false, true, false, true], told.Reports.Select(at => at.Elapsed is not null));
        Assert.All(told.Reports, at => Assert.Equal(4, at.CellCount));
    }
}
