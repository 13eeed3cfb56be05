using Workbench.Cli;
using Workbench.Docs.Pages;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;
using Workbench.Kernel.Scripting;
using Workbench.Tests.Architecture;
using Workbench.Tests.Postgres;
using Workbench.Tests.Readme;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Documentation;

/// <summary>The code of the documentation, run page by page from top to bottom, in one session a page.</summary>
public sealed class WrittenPagesTests(WrittenPages pages) : IClassFixture<WrittenPages>
{
    private const int MostLines = 10;

    /// <summary>The pages with something to run, but for the gallery, whose code runs where it is drawn.</summary>
    public static TheoryData<string> All =>
    [
        .. SourceFiles.Under("environment/docs", ".md").Where(page => Blocks(page).Any() && Path.GetFileName(page) != "gallery.md"),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Its_code_runs(string page)
    {
        pages.Clear();
        if (Blocks(page).Any(block => block.Code.Contains("Workbench.Torch", StringComparison.Ordinal)))
            InstalledTorch.OrSkip();
        if (Blocks(page).Any(block => block.Code.Contains("Workbench.Postgres", StringComparison.Ordinal)))
            RunningServer.OrSkip();
        var setting = $"System.Environment.SetEnvironmentVariable(\"WORKBENCH_DATA\", @\"{pages.Data}\");";
        MarkdownBlock[] blocks = [new("csharp", setting, 0, 0), .. Blocks(page)];
        var notebook = MarkdownNotebook.Of(blocks.Select(block => Typed.AtHome(block.Code)), Path.Combine(pages.Folder, "page.ipynb"));
        var outputs = new DocumentOutputs();
        using var session = new NotebookProcess(
            ["dotnet", typeof(CommandRunner).Assembly.Location, "kernel", "stdio", "--headless"], pages.Folder);
        foreach (var (block, cell) in blocks.Zip(notebook.Cells))
            if (block.Language == "csharp")
                Execute(cell);
            else
                foreach (var command in Typed.Commands(block.Code))
                    Typed.Run(command, pages.Folder, pages.Data);

        void Execute(NotebookCell cell)
        {
            var result = session.Execute(cell.Source, null, cell.Id, outputs.For(cell), TestContext.Current.CancellationToken);
            Assert.True(result.Outcome == CellOutcome.Completed,
                $"{cell.Source}\n{string.Join('\n', result.Error?.Traceback ?? [])}");
        }
    }

    [Fact]
    public void What_is_ones_own_takes_at_most_ten_lines() => Assert.All(
        from page in SourceFiles.Under("environment/docs", ".md")
        where Path.GetFileName(page).StartsWith("own-", StringComparison.Ordinal)
        from block in Blocks(page)
        where block.Language == "csharp"
        select block.Code,
        code => Assert.InRange(code.Split('\n').Count(IsCounted), 0, MostLines));

    /// <summary>What of a page is run: C#, and shell with a line of ours.</summary>
    private static IEnumerable<MarkdownBlock> Blocks(string page) => MarkdownBlock.Of(SourceFiles.Text(page))
        .Where(block => block.Language == "csharp" || block.Language == "sh" && Typed.Commands(block.Code).Any());

    private static bool IsCounted(string line) => !string.IsNullOrWhiteSpace(line)
        && !line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("#r ", StringComparison.Ordinal);
}
