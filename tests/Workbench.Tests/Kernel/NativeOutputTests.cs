using Workbench.Kernel.Running;

namespace Workbench.Tests.Kernel;

[Collection(ProcessWide.Name)]
public class NativeOutputTests
{
    private const string Imports = """
        [System.Runtime.InteropServices.DllImport("libc")] static extern int puts(string text);
        [System.Runtime.InteropServices.DllImport("libc")] static extern nint write(int descriptor, string text, nint length);
        """;

    [Fact]
    public void What_native_code_prints_belongs_to_the_cell_and_keeps_its_place_before_a_display()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Native output is taken on Linux and macOS only.");
        var notebook = NotebookBuilder.Of(Imports, "puts(\"one\"); display(1); puts(\"two \u00e9\"); display(2); write(2, \"three\", 5);",
            "puts(\"four\");");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal(["stream", "display_data", "stream", "display_data", "stream"],
            notebook.Cells[1].Outputs.Select(output => (string)output!["output_type"]!));
        Assert.Equal("one\ntwo \u00e9\n", notebook.Cells[1].Stream("stdout"));
        Assert.Equal("three", notebook.Cells[1].Stream("stderr"));
        Assert.Equal("four\n", notebook.Cells[2].Stream("stdout"));
    }

    [Fact]
    public void What_a_child_process_prints_belongs_to_the_cell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Native output is taken on Linux and macOS only.");
        var notebook = NotebookBuilder.Of("System.Diagnostics.Process.Start(\"echo\", \"from a child\").WaitForExit();");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("from a child\n", notebook.Cells[0].Stream("stdout"));
    }

    [Fact]
    public void A_thread_that_fails_says_so_and_fails_the_run_unless_its_cell_may_throw()
    {
        const string code =
            "var thread = new System.Threading.Thread(() => throw new Exception(\"astray\")); thread.Start(); thread.Join(); 5";
        Assert.Equal("test.ipynb: cell 1 line 1: Exception: astray", NotebookRunner.Run(NotebookBuilder.Of(code, "6")).Failure?.ToString());
        var notebook = NotebookBuilder.Of((code, "raises-exception"), ("6", ""));
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.StartsWith("A thread ended with Exception: astray\n   at ", notebook.Cells[0].Stream("stderr"), StringComparison.Ordinal);
        Assert.Equal("5", notebook.Cells[0].Data("text/plain", 1));
    }
}
