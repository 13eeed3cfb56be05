using Workbench.Kernel.Running;

namespace Workbench.Tests.Kernel;

/// <summary>What is read of an error: what went wrong, and the way from there to the cell, without the machinery's frames.</summary>
[Collection(ProcessWide.Name)]
public class CellErrorTests
{
    [Fact]
    public void Lambdas_local_functions_and_async_methods_are_called_as_they_are_written() => Assert.Equal(
        [
            "InvalidOperationException: late",
            "   at Inner() in cell 1:line 7",
            "   at Late() in cell 1:line 4",
            "   at cell 1:line 9",
        ],
        Traceback("""
            async Task<int> Late()
            {
                await Task.Delay(1);
                return Inner();
                int Inner()
                {
                    throw new InvalidOperationException("late");
                } }
            await Late();
            """));

    [Fact]
    public void Of_the_framework_only_what_the_cell_called_is_told() => Assert.Equal(
        [
            "ArgumentException: 3 is odd",
            "   at lambda(Int32 x) in cell 1:line 1",
            "   at System.Linq.Enumerable.ArraySelectIterator`2.ToList()",
            "   at cell 1:line 1",
        ],
        Traceback("""new[] { 2, 3 }.Select(x => x % 2 == 0 ? x : throw new ArgumentException($"{x} is odd")).ToList()"""));

    [Fact]
    public void Several_errors_are_told_each_with_its_place() => Assert.Equal(
        [
            "AggregateException: One or more errors occurred. (one) (two)",
            "   at System.Threading.Tasks.Task.WaitAll(ReadOnlySpan`1 tasks)",
            "   at cell 1:line 1",
            "caused by FormatException: one",
            "   at lambda() in cell 1:line 2",
            "caused by ArgumentException: two",
            "   at lambda() in cell 1:line 3",
        ],
        Traceback("""
            Task.WaitAll(
                Task.Run(() => throw new FormatException("one")),
                Task.Run(() => throw new ArgumentException("two")));
            """));

    [Fact]
    public void Of_very_many_errors_five_are_told()
    {
        var lines =
            Traceback("""Task.WaitAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => throw new FormatException($"{i}"))).ToArray());""");
        Assert.Equal(5, lines.Count(line => line.StartsWith("caused by ", StringComparison.Ordinal)));
        Assert.Equal("and by 3 more", lines[^1]);
    }

    [Fact]
    public void A_cause_is_told_with_its_place() => Assert.Equal(
        [
            "InvalidOperationException: wrapped",
            "   at cell 1:line 3",
            "caused by FormatException: The input string 'x' was not in a correct format.",
            "   at System.Int32.Parse(String s)",
            "   at cell 1:line 2",
        ],
        Traceback("""
            try {
                int.Parse("x");
            } catch (Exception e) { throw new InvalidOperationException("wrapped", e); }
            """));

    [Fact]
    public void Deep_recursion_is_one_line() => Assert.Equal(
        ["FormatException: deep", "   at Deep(Int32 n) in cell 1:line 1 (31 times)", "   at cell 1:line 2"],
        Traceback("static int Deep(int n) => n == 0 ? throw new FormatException(\"deep\") : 1 + Deep(n - 1);\nDeep(30)"));

    [Fact]
    public void Every_error_of_the_compiler_is_told_with_its_place() => Assert.Equal(
        [
            "(2,9): error CS0103: The name 'missing' does not exist in the current context",
            "    var b = missing;",
            "            ^",
            "(3,9): error CS0029: Cannot implicitly convert type 'string' to 'int'",
            "    int c = \"x\";",
            "            ^",
        ],
        Traceback("var a = 1;\nvar b = missing;\nint c = \"x\";"));

    private static string[] Traceback(string code)
    {
        var notebook = NotebookBuilder.Of(code);
        Assert.False(NotebookRunner.Run(notebook).Succeeded);
        return [.. notebook.Cells[0].Outputs[0]!["traceback"]!.AsArray().Select(line => (string)line!)];
    }
}
