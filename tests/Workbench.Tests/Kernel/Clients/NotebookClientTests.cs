using Workbench.Kernel.Documents;

namespace Workbench.Tests.Kernel.Clients;

/// <summary>nbclient and nbconvert execute the shipped notebooks through the installed kernel.</summary>
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

    private void Execute(string name)
    {
        var executed = installed.File("executed", $"{name}.ipynb");
        ClientProcess.Run(InstalledKernel.Python(), installed.Environment, FrontEnds.Program("execute_notebook.py"), InstalledKernel.Name,
            ShippedNotebooks.Path(name), executed);
        var outputs = NotebookDocument.Read(executed)
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
            $"--ExecutePreprocessor.kernel_name={InstalledKernel.Name}",
            "--ExecutePreprocessor.timeout=900", "--output-dir", installed.File("pages"), ShippedNotebooks.Path(name));
        // A figure; nbconvert fails where a cell does.
        Assert.Contains("<svg", File.ReadAllText(installed.File("pages", $"{name}.html")), StringComparison.Ordinal);
    }
}
