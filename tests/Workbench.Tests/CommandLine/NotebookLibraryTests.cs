using Workbench.Kernel.Documents;
using Workbench.Tests.Kernel;
using Workbench.Tests.Kernel.Packages;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>What <c>workbench run</c> brings to notebooks that lie anywhere: the library, and packages.</summary>
public sealed class NotebookLibraryTests
{
    [Fact]
    public void A_notebook_anywhere_has_the_library_and_packages_without_a_build_folder()
    {
        using var packages = new PackageFolder();
        packages.Pack("Tiny", "1.0.0");
        var notebook = packages.Folder.File("notebooks", "test.ipynb");
        NotebookBuilder.Of("#r \"nuget: Workbench\"\nusing Workbench.Notebook;\ntypeof(Lab).Name",
            "typeof(Workbench.Onnx.Encoders).Name",
            "#r \"nuget: Tiny, 1.0.0\"\nTinyText.Value").Write(notebook);
        var result = WorkbenchProcess.Run(packages.Folder.File("data"), "run", notebook, "--out", packages.Folder.File("out"));
        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.Error));
        var cells = NotebookDocument.Read(packages.Folder.File("out", "test", "test.ipynb")).Cells;
        Assert.Matches(@"^Workbench \d+\.\d+\.\d+\S* comes with this kernel$", cells[0].Data("text/plain"));
        Assert.Equal("Encoders", cells[1].Data("text/plain"));
        Assert.Equal("Installed Tiny 1.0.0", cells[2].Data("text/plain")); // what was shown meanwhile is replaced
        Assert.Equal("Tiny 1.0.0 ", cells[2].Data("text/plain", output: 1));
        Assert.Single(Directory.GetFiles(packages.Folder.File("data", "cache", "packages")));
    }

    [Fact]
    public void A_notebook_has_what_the_clone_makes_by_the_names_of_packages()
    {
        using var folder = new TempFolder();
        var notebook = folder.File("test.ipynb");
        NotebookBuilder.Of("#r \"nuget: Workbench.Bridges\"\ntypeof(Plotly.NET.GenericChart).Name",
            "#r \"nuget: Workbench.Torch\"\ntypeof(TorchSharp.torch).Name + typeof(Workbench.Notebook.Lab).Name").Write(notebook);
        var result = WorkbenchProcess.Run(folder.File("data"), "run", notebook, "--out", folder.File("out"));
        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.Error));
        var cells = NotebookDocument.Read(folder.File("out", "test", "test.ipynb")).Cells;
        Assert.Equal(["GenericChart", "torchLab"], cells.Select(cell => cell.Data("text/plain", output: 1)));
        Assert.Matches(@"^Installed Workbench\.Bridges \d+\.\d+\.\d+\S*$", cells[0].Data("text/plain"));
        Assert.False(Directory.Exists(folder.File("data", "cache", "packages"))); // nobody asked NuGet
    }
}
