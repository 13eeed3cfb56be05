using Workbench.Kernel.Documents;
using Workbench.Tests.Kernel;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>What <c>workbench run</c> does to the outputs that notebooks hold.</summary>
public sealed class RunTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly string notebook;

    public RunTests()
    {
        notebook = folder.File("a.ipynb");
        var document = NotebookBuilder.Of(("var x = 2;", "parameters"), ("x * 0.5", ""), ("DateTime.Now.Ticks", "varies"));
        document.ClearOutputs();
        document.Write(notebook);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Outputs_are_kept_checked_and_taken_out()
    {
        var clean = File.ReadAllText(notebook);
        var missing = Run("--check");
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains(
            $"{notebook}: cell 2: held no output; now there is execute_result (text/plain)\n{notebook} holds other outputs. "
            + $"Where the new ones are right, keep them: workbench run --save {notebook}",
            missing.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(clean, File.ReadAllText(notebook));

        Assert.Equal(0, Run("--save").ExitCode);
        Assert.Equal("1", NotebookDocument.Read(notebook).Cells[1].Data("text/plain"));
        Assert.Empty(NotebookDocument.Read(notebook).Cells[2].Outputs);
        Assert.Equal(0, Run("--check").ExitCode);

        File.WriteAllText(notebook, File.ReadAllText(notebook).Replace("x * 0.5", "x * 0.75", StringComparison.Ordinal));
        var other = Run("--check");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains($"{notebook}: cell 2: text/plain: line 1 held '1', now it is '1.5'", other.Error, StringComparison.Ordinal);

        File.WriteAllText(notebook, File.ReadAllText(notebook).Replace("x * 0.75", "x * 0.5", StringComparison.Ordinal));
        Assert.Equal(0, Run("--clean").ExitCode);
        Assert.Equal(clean, File.ReadAllText(notebook));
    }

    [Fact]
    public void A_notebook_that_was_executed_anywhere_becomes_a_page()
    {
        Assert.Equal(0, Run().ExitCode);
        var result = WorkbenchProcess.Run(folder.File("data"), "report", folder.File("reports", "a", "a.ipynb"));
        Assert.Equal((0, folder.File("reports", "a", "a.html")), (result.ExitCode, result.Output.Trim()));
        Assert.Equal(File.ReadAllText(folder.File("reports", "a", "report.html")), File.ReadAllText(folder.File("reports", "a", "a.html")));
    }

    [Theory]
    [InlineData("--check and --clean cannot go together; give one of them.", "--check", "--clean")]
    [InlineData("--save is about the notebooks as they are; leave out -p.", "--save", "-p", "x=3")]
    public void What_cannot_go_together_is_wrong_usage(string message, params string[] options)
    {
        var result = Run(options);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private ProcessResult Run(params string[] options) =>
        WorkbenchProcess.Run(folder.File("data"), ["run", notebook, "--out", folder.File("reports"), .. options]);
}
