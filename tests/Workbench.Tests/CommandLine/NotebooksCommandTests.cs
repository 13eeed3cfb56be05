using Workbench.Kernel.Documents;
using Workbench.Tests.Kernel.Clients;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public sealed class NotebooksCommandTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_repositorys_notebooks_are_written_without_outputs_and_none_that_is_there_is_changed()
    {
        var own = folder.File("mine", "03-train.ipynb");
        File.WriteAllText(own, "my own");
        var result = WorkbenchProcess.RunIn(folder.Path, folder.File("data"), "notebooks", "mine");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("my own", File.ReadAllText(own));
        Assert.Contains($"{own} is there already", result.Error, StringComparison.Ordinal);

        string[] kept = [.. Directory.GetFiles(ShippedNotebooks.Folder, "*.ipynb").Order(StringComparer.Ordinal)];
        string[] written = [.. kept.Select(path => folder.File("mine", Path.GetFileName(path))).Where(path => path != own)];
        Assert.Equal(written, result.Output.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries));
        Assert.All(written, path =>
        {
            var source = NotebookDocument.Read(Path.Combine(ShippedNotebooks.Folder, Path.GetFileName(path)));
            source.ClearOutputs();
            Assert.Equal(source.ToString(), File.ReadAllText(path));
        });
    }
}
