using System.Text;
using System.Text.Json.Nodes;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Reports;
using Workbench.Kernel.Running;

namespace Workbench.Docs.Pages;

/// <summary>The gallery: every block of code of <c>written/gallery.md</c>, run on the demo corpus, with the figures that it drew.</summary>
internal static class GalleryPage
{
    /// <summary>Runs the code, from empty caches, so that the page hangs on nothing but the clone.</summary>
    public static MadePage Make(DocsFolders folders)
    {
        var text = File.ReadAllText(Path.Combine(folders.Written, "written", "gallery.md")).ReplaceLineEndings("\n");
        var blocks = MarkdownBlock.Of(text).Where(block => block.Language == "csharp").ToArray();
        var notebook = Run(folders, blocks);
        var page = new StringBuilder();
        var outputs = new OutputHtml(new(folders.Root));
        var at = 0;
        foreach (var (block, cell) in blocks.Zip(notebook.Cells))
        {
            page.Append(text, at, block.Start - at);
            NotebookPages.AppendCode(page, cell, outputs);
            at = block.End;
        }
        return new("gallery", page.Append(text, at, text.Length - at).ToString());
    }

    private static NotebookDocument Run(DocsFolders folders, MarkdownBlock[] blocks)
    {
        var notebook = MarkdownNotebook.Of(blocks.Select(block => block.Code), Path.Combine(folders.Root, "gallery.ipynb"));
        var data = Directory.CreateTempSubdirectory("workbench-gallery-");
        try
        {
            Environment.SetEnvironmentVariable("WORKBENCH_DATA", data.FullName);
            var result = NotebookRunner.Run(notebook,
                new() { Process = ["dotnet", typeof(Cli.CommandRunner).Assembly.Location, "kernel", "stdio", "--headless"] });
            if (result.Failure is { } failure)
                throw new DocsException($"written/gallery.md: {failure}");
        }
        finally
        {
            data.Delete(recursive: true);
        }
        CommittedOutputs.Shrink(notebook); // how long work took is no part of a page
        if (notebook.Cells.Skip(1).FirstOrDefault(cell => !cell.Outputs.Any(HasFigure)) is { } cell)
            throw new DocsException($"written/gallery.md: this block draws no figure; end it with one:\n{cell.Source}");
        return notebook;

        static bool HasFigure(JsonNode? output) => output!["data"]?["image/svg+xml"] is not null;
    }
}
