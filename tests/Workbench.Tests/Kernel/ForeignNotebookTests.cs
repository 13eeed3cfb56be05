using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

/// <summary>Notebooks of other programs: their forms, and their languages.</summary>
[Collection(ProcessWide.Name)]
public sealed class ForeignNotebookTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_dib_file_runs_cell_by_cell_in_the_languages_that_it_names()
    {
        var notebook = Read("a.dib", """
            #!meta

            {"kernelInfo":{"defaultKernelName":"fsharp","items":[{"name":"fsharp"}]}}

            #!markdown

            # Title

            #!fsharp

            let x = 20

            #!csharp

            #!share --from fsharp x
            x + 1

            #!html
            <b>1</b>
            """);
        Assert.Equal(["markdown", "code", "code", "code"], notebook.Cells.Select(cell => cell.Json["cell_type"]!.GetValue<string>()));
        Assert.Equal("Title", notebook.Title);
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("21", notebook.Cells[2].Data("text/plain"));
        Assert.Equal("<b>1</b>", notebook.Cells[3].Data("text/html"));
        Assert.Equal(notebook.ToString(), NotebookDocument.Parse(notebook.ToString(), "a.ipynb").ToString());
    }

    [Fact]
    public void Cells_above_the_first_language_of_a_dib_file_are_in_its_default_one() =>
        Assert.Equal("fsharp", Language("""{"polyglot_notebook": {"kernelInfo": {"defaultKernelName": "fsharp"}}}"""));

    [Fact]
    public void A_script_is_one_cell_or_those_that_its_marks_begin()
    {
        Assert.Equal("var a = 1;\na", Assert.Single(Read("one.csx", "#!/usr/bin/env dotnet-script\nvar a = 1;\na\n").Cells).Source);
        var notebook = Read("several.csx", """
            // %% [markdown]
            // # Title
            //
            // text
            // %% tags=["parameters"]
            int n = 3;
            // %%
            n * 2
            """);
        Assert.Equal("# Title\n\ntext", notebook.Cells[0].Source);
        var options = new RunOptions { ParameterValues = new Dictionary<string, string> { ["n"] = "5" } };
        Assert.Null(NotebookRunner.Run(notebook, options).Failure?.ToString());
        Assert.Equal("10", notebook.Cells[3].Data("text/plain"));
    }

    [Theory]
    [InlineData("""{"kernelspec": {"language": "PowerShell"}, "language_info": {"name": "PowerShell"}}""", "PowerShell")]
    [InlineData("""{"kernelspec": {"name": "python3"}, "language_info": {"name": "python"}}""", "python")]
    [InlineData("""{"kernelspec": {"name": ".net-fsharp"}}""", "fsharp")]
    [InlineData("""{"kernelspec": {"name": ".net-csharp", "language": "C#"}, "language_info": {"name": "polyglot-notebook"}}""", "C#")]
    [InlineData("""{"kernelspec": {"language": "polyglot-notebook"}, "language_info": {"name": "F#"}}""", "F#")]
    [InlineData("""{"kernelspec": [], "language_info": "x", "polyglot_notebook": 1}""", null)]
    [InlineData("{}", null)]
    public void The_language_of_the_kernel_is_that_of_cells_that_name_none(string metadata, string? language) =>
        Assert.Equal(language, Language(metadata));

    [Fact]
    public void A_language_that_does_not_run_here_is_refused_by_name_and_never_compiled()
    {
        var notebook = NotebookDocument.Parse("""
            {"cells": [{"cell_type": "code", "source": "Get-ChildItem"}], "metadata": {"language_info": {"name": "PowerShell"}},
            "nbformat": 4}
            """, "a.ipynb");
        var failure = NotebookRunner.Run(notebook).Failure!;
        Assert.Equal(("DirectiveError", 1), (failure.ErrorName, failure.Line));
        Assert.StartsWith("#!PowerShell is not known; there are #!csharp, ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("this cell is in PowerShell: write it in one of these, or run the notebook with the kernel that it was written for",
            failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FSharp_is_obeyed_where_only_the_kernel_names_it()
    {
        var notebook = NotebookDocument.Parse("""
            {"cells": [{"cell_type": "code", "source": "let x = 4\nx |> (+) 1"}], "metadata": {"kernelspec": {"language": "F#"}},
            "nbformat": 4}
            """, "a.ipynb");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("5", notebook.Cells[0].Data("text/plain"));
    }

    [Fact]
    public void Display_helpers_answer()
    {
        var notebook = NotebookBuilder.Of("new[] { 1, 2 }.DisplayTable();", "\"*x*\".DisplayAs(\"text/markdown\");", """
            using Microsoft.DotNet.Interactive.Formatting; using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;
            PocketView view = div("a", b("c"));
            view
            """);
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("Value\n-----\n    1\n    2", notebook.Cells[0].Data("text/plain"));
        Assert.Equal("*x*", notebook.Cells[1].Data("text/markdown"));
        Assert.Contains("<div>a<b>c</b></div>", notebook.Cells[2].Data("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_using_of_System_leaves_displays_to_this_kernel()
    {
        var notebook = NotebookBuilder.Of("using System;\nvar shown = 1.Display();", "shown.Update(2);",
            "\"*x*\".DisplayAs(\"text/markdown\");", "new[] { 1, 2 }.DisplayTable();", "3.Display(\"text/html\");");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("2", notebook.Cells[0].Data("text/plain"));
        Assert.Equal("*x*", notebook.Cells[2].Data("text/markdown"));
        Assert.Equal("Value\n-----\n    1\n    2", notebook.Cells[3].Data("text/plain"));
        Assert.Contains(">3<", notebook.Cells[4].Data("text/html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var x = await Kernel.GetInputAsync(\"n\");", "CS0103: ", "In this kernel: input(\"...\") to ask the user")]
    [InlineData("new LaTeXString(\"x\")", "CS0246: ", "In this kernel: \"...\".DisplayAs(\"text/latex\")")]
    [InlineData("PocketView p = null;", "CS0246: ", "using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;")]
    [InlineData("#!set --name x --value @input:\"Which one?\"", "Nobody is there to answer", "")]
    public void What_is_not_here_says_what_to_use(string code, string start, string advice)
    {
        var failure = NotebookRunner.Run(NotebookBuilder.Of(code)).Failure!;
        Assert.StartsWith(start, failure.Message, StringComparison.Ordinal);
        Assert.Contains(advice, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    private NotebookDocument Read(string name, string text) => NotebookDocument.Read(folder.Write(name, text));

    private static string? Language(string metadata)
    {
        var notebook = NotebookDocument.Parse(
            $$"""{"cells": [{"cell_type": "code", "source": "1"}], "metadata": {{metadata}}, "nbformat": 4}""", "a.ipynb");
        return notebook.LanguageOf(notebook.Cells[0]);
    }
}
