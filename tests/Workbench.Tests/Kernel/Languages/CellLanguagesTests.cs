using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel.Languages;

[Collection(ProcessWide.Name)]
public sealed class CellLanguagesTests : IDisposable
{
    private readonly LanguageSession session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public void A_line_chooses_the_language_of_the_lines_after_it()
    {
        var value = session.Value("var x = 41;\nx\n#!html\n<b>bold</b>\n\n#!csharp\nx + 1\n#!markdown\n# Title\ntext\n");
        Assert.Equal(
            ["display {\"text/plain\":\"41\"}", "display {\"text/html\":\"\\u003Cb\\u003Ebold\\u003C/b\\u003E\"}",
                "display {\"text/plain\":\"42\"}"], session.Sink.Events);
        Assert.Equal("# Title\ntext", (string?)value!["text/markdown"]);
    }

    [Fact]
    public void An_unknown_directive_is_named_and_the_known_ones_are_listed()
    {
        var error = session.Error("var x = 1;\n\n#!pwsh\nls");
        Assert.Equal(
            "#!pwsh is not known; there are #!csharp, #!fsharp, #!sql, #!markdown, #!html, #!javascript, #!mermaid, #!share, "
            + "#!set, #!time, #!who, #!whos, #!import.", error.Message);
        Assert.Equal(("DirectiveError", 3), (error.Name, error.Line));
    }

    [Fact]
    public void The_README_names_every_language_and_directive()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        var section = readme.Split("## Languages of cells\n")[1].Split("\n## ")[0];
        Assert.Equal(Words(session.Error("#!nothing").Message), Words(section));

        static IEnumerable<string> Words(string text) =>
            Regex.Matches(text, "#![a-z]+").Select(m => m.Value).Except(["#!nothing"]).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("#!time --twice", "#!time has no option --twice; it is written #!time")]
    [InlineData("#!html --name x\n<b>", "#!html has no option --name; it is written #!html")]
    [InlineData("#!import", "#!import is written #!import FILE")]
    [InlineData("#!set --name x",
        "#!set needs --name and --value; it is written #!set --name NAME --value VALUE|@LANGUAGE:NAME|@input:PROMPT")]
    [InlineData("#!share --from csharp y", "csharp has no variable y; there is x.")]
    [InlineData("#!share --from basic y",
        "There is no language basic to take y from; there are csharp, fsharp, sql, markdown, html, javascript, mermaid.")]
    [InlineData("#!set --name x+y --value 1", "'x+y' cannot be the name of a variable; use letters, digits and _")]
    [InlineData("#!markdown\n#!set --name y --value 1", "markdown has no variables; share with csharp, fsharp, javascript or sql.")]
    [InlineData("#!sql\nselect 1", "There is no database here that #!sql could ask")]
    public void A_wrong_directive_says_how_it_is_written(string code, string message)
    {
        session.Value("var x = 1;");
        Assert.Equal(message, session.Error(code).Message);
    }

    [Fact]
    public void Errors_name_the_lines_of_the_cell()
    {
        var compilation = session.Error("#!time\nvar x = 1;\n#!csharp\nvar y = 2;\nvar z = wrong;");
        Assert.Equal(("CompilationError", 5), (compilation.Name, compilation.Line));
        Assert.Equal(
            ["(5,9): error CS0103: The name 'wrong' does not exist in the current context", "    var z = wrong;", "            ^"],
            compilation.Traceback);
        var exception = session.Error("#!html\n<b>\n\n#!csharp\nvar q = 0;\nthrow new FormatException(\"no\");");
        Assert.Equal(("FormatException", 6), (exception.Name, exception.Line));
        Assert.Equal(["FormatException: no", "   at cell 2:line 6"], exception.Traceback);
    }

    [Fact]
    public void The_first_line_may_be_one_for_shells() => Assert.Equal("2", session.Text("#!/usr/bin/env workbench\n1 + 1"));

    [Fact]
    public void Javascript_is_run_by_the_front_end_and_gets_values_as_constants()
    {
        session.Value("var counts = new[] { 1, 2 };");
        var html = (string)session.Value(
            "#!js\n#!share --from csharp counts\n#!set --name title --value \"a </script> b\"\nalert(title + counts);")!["text/html"]!;
        Assert.Equal(
            "<script type=\"text/javascript\">\n(async () => {\nconst counts = [1,2];\nconst title = \"a \\u003C/script\\u003E b\";\n"
            + "alert(title + counts);\n})();\n</script>", html);
        session.Value("Javascript(\"f('</script>')\");");
        Assert.Contains("f(\\u0027\\u003C\\\\/script\\u003E\\u0027)", session.Sink.Events[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_mermaid_diagram_is_offered_to_front_ends_that_draw_it_and_as_text()
    {
        var value = session.Value("#!mermaid\ngraph LR\n  songs --> model")!;
        Assert.Equal("graph LR\n  songs --> model", (string?)value["text/vnd.mermaid"]);
        Assert.Equal("graph LR\n  songs --> model", (string?)value["text/plain"]);
        Assert.StartsWith("```mermaid\ngraph LR\n", (string?)value["text/markdown"], StringComparison.Ordinal);
        Assert.Equal(value.ToJsonString(), session.Value("Mermaid(\"graph LR\\n  songs --> model\")")!.ToJsonString());
    }

    [Fact]
    public void Who_lists_the_variables_and_whos_shows_them()
    {
        session.Value("var b = new List<int> { 1 }; const int a = 3; string c = null; record Song(string Title);");
        session.Value("var song = new Song(\"s\"); var b = 2.5; int? n = 4; var grid = new int[2][,]; void f() { }");
        Assert.Null(session.Value("#!who"));
        Assert.Equal("display {\"text/plain\":\"a, b, c, grid, n, song\"}", session.Sink.Events[0]);
        session.Value("#!whos");
        var shown = JsonNode.Parse(session.Sink.Events[1]["display ".Length..])!;
        string[] lines = [.. ((string)shown["text/plain"]!).Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3)))];
        Assert.Equal(
            ["Variable Type Value", "a int 3", "b double 2.5", "c string <null>", "grid int[][,] [", "n int? 4", "song Song Song"],
            [lines[0], .. lines[2..5], lines[5][..13] + " [", .. lines[6..]]);
        Assert.Contains(">double</td><td style=\"text-align:left;padding:2px 8px;white-space:nowrap\">2.5</td>",
            (string?)shown["text/html"], StringComparison.Ordinal);
        session.Value("Who(); Whos();");
        Assert.Equal(session.Sink.Events[..2], session.Sink.Events[2..]);
    }

    [Fact]
    public void The_time_of_a_cell_is_shown_at_its_end()
    {
        Assert.Equal("2", session.Text("#!time\nConsole.Write(0);\n1 + 1"));
        Assert.Matches("^display {\"text/plain\":\"Wall time: [0-9.]+ms\"}$", Assert.Single(session.Sink.Events));
        Assert.Equal("3", session.Text("Time(() => 1 + 2)"));
        Assert.Equal("CompilationError", session.Error("#!time\n1 +").Name);
        Assert.Equal(3, session.Sink.Events.Count);
    }

    [Fact]
    public void A_variable_is_set_from_text_or_from_another()
    {
        session.Value("#!set --name words --value \"one two\"");
        Assert.Equal("one two", session.Text("words"));
        session.Value("var xs = new List<int>(); var q = xs.Where(x => x > 1); object o = xs;");
        session.Value(
            "#!set --name ys --value @csharp:xs\n#!share --from csharp q --as r\n#!share o --from csharp --as p\nys.Add(2); p.Add(3);");
        Assert.Equal("5", session.Text("r.Sum()"));
    }

    [Fact]
    public void The_headless_runner_runs_each_cell_in_its_language()
    {
        var notebook = NotebookDocument.Parse("""
            { "nbformat": 4, "nbformat_minor": 5,
              "metadata": { "polyglot_notebook": { "kernelInfo": { "defaultKernelName": "markdown" } } }, "cells": [
              { "cell_type": "code", "id": "a", "metadata": { "polyglot_notebook": { "kernelName": "csharp" } }, "source": "var x = 1;" },
              { "cell_type": "code", "id": "b", "source": "<i>x</i>",
                "metadata": { "dotnet_interactive": { "language": "html" }, "vscode": { "languageId": "polyglot-notebook" } } },
              { "cell_type": "code", "id": "c", "metadata": {}, "source": "*default*" },
              { "cell_type": "code", "id": "d", "metadata": { "vscode": { "languageId": "mermaid" } },
                "source": "graph LR\n#!csharp\nx + 1" },
              { "cell_type": "code", "id": "e", "metadata": { "vscode": { "languageId": "python" } }, "source": "print(x)" } ] }
            """, "polyglot.ipynb");
        var result = NotebookRunner.Run(notebook);
        Assert.StartsWith("polyglot.ipynb: cell 5 line 1: DirectiveError: #!python is not known; there are #!csharp",
            result.Failure!.ToString(), StringComparison.Ordinal);
        Assert.Empty(notebook.Cells[0].Outputs);
        Assert.Equal("<i>x</i>", notebook.Cells[1].Data("text/html"));
        Assert.Equal("*default*", notebook.Cells[2].Data("text/markdown"));
        Assert.Equal("graph LR", notebook.Cells[3].Data("text/vnd.mermaid"));
        Assert.Equal("2", notebook.Cells[3].Data("text/plain", output: 1));
    }
}
