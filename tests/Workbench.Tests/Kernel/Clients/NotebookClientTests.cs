using Workbench.Kernel.Documents;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>nbclient, nbconvert and papermill execute the shipped notebooks, and nobody names them a kernel.</summary>
[Collection(ShippedNotebooks.Name)]
public sealed class NotebookClientTests(InstalledKernel installed)
{
    [Fact]
    public void Nbclient_executes_the_tour() => Execute("00-tour");

    /// <summary>
    /// Takes minutes: <c>dotnet run -c Release --project tests/Workbench.Tests -- -explicit only -class "*NotebookClientTests"</c>.
    /// </summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(Notebooks))]
    public void Nbclient_executes_every_notebook(string name) => Execute(name);

    [Fact]
    public void Nbconvert_executes_the_tour_into_a_page() => Convert("00-tour");

    /// <summary>As above.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(Notebooks))]
    public void Nbconvert_executes_every_notebook_into_a_page(string name) => Convert(name);

    public static TheoryData<string> Notebooks() =>
        [.. Directory.EnumerateFiles(ShippedNotebooks.Folder, "*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    [Fact]
    public void Nbconvert_fails_where_a_cell_does_and_keeps_no_page()
    {
        var notebook = installed.File("failing.ipynb");
        File.WriteAllText(notebook, File.ReadAllText(ShippedNotebooks.Path("00-tour")).Replace("var seed = 1;", "var seed = one;",
            StringComparison.Ordinal));
        var error = Assert.Throws<InvalidOperationException>(() => ClientProcess.Run(InstalledKernel.Python(), installed.Environment,
            "-m", "nbconvert", "--to", "html", "--execute", notebook));
        Assert.Contains("The name 'one' does not exist in the current context", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(installed.File("failing.html")));
    }

    [Fact]
    public void Papermill_executes_the_tour_with_parameters()
    {
        var python = FrontEnds.PythonWith("papermill");
        Assert.SkipWhen(python is null, "needs papermill for Python: pip install papermill");
        var executed = installed.File("papermill.ipynb");
        ClientProcess.Run(python!, installed.Environment, "-m", "papermill", ShippedNotebooks.Path("00-tour"), executed,
            "--cwd", ShippedNotebooks.Folder, "-p", "seed", "2", "-r", "song", "3");
        AssertExecuted(executed);
        var injected = NotebookDocument.Read(executed).Cells.Single(cell => cell.Tags.Contains("injected-parameters"));
        Assert.Contains("var seed = 2;", injected.Source, StringComparison.Ordinal);
    }

    private void Execute(string name)
    {
        var executed = installed.File("executed", $"{name}.ipynb");
        ClientProcess.Run(InstalledKernel.Python(), installed.Environment, FrontEnds.Program("execute_notebook.py"),
            ShippedNotebooks.Path(name), executed);
        AssertExecuted(executed);
    }

    private static void AssertExecuted(string notebook)
    {
        var outputs = NotebookDocument.Read(notebook)
            .Cells.Where(cell => cell.Kind == CellKind.Code)
            .SelectMany(cell => cell.Outputs)
            .Select(output => output!)
            .ToArray();
        Assert.DoesNotContain("error", outputs.Select(output => (string?)output["output_type"]));
        Assert.Contains(outputs,
            output => output["data"]?["application/vnd.plotly.v1+json"]?["data"] is not null
                && output["data"]!["image/svg+xml"] is not null);
    }

    private void Convert(string name)
    {
        ClientProcess.Run(InstalledKernel.Python(), installed.Environment, "-m", "nbconvert", "--to", "html", "--execute",
            "--ExecutePreprocessor.timeout=900", "--output-dir", installed.File("pages"), ShippedNotebooks.Path(name));
        // A figure; nbconvert fails where a cell does.
        Assert.Contains("<svg", File.ReadAllText(installed.File("pages", $"{name}.html")), StringComparison.Ordinal);
    }
}
