namespace Workbench.Tests.Kernel.Languages;

[Collection(ProcessWide.Name)]
public sealed class ImportTests : IDisposable
{
    private readonly LanguageSession session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public void A_script_runs_as_if_it_stood_in_the_cell()
    {
        session.Folder.Write("helpers/twice.csx", "#!/usr/bin/env workbench\nint Twice(int x) => 2 * x;\nTwice(1)");
        Assert.Equal("42", session.Text("#!import helpers/twice.csx\nTwice(21)"));
        Assert.Equal(["display {\"text/plain\":\"2\"}"], session.Sink.Events);
        Assert.Null(session.Text("Import(\"helpers/twice.csx\");"));
        Assert.Equal(2, session.Sink.Events.Count);
    }

    [Fact]
    public void A_notebook_runs_cell_by_cell_each_in_its_language()
    {
        var other = NotebookBuilder.Of("var x = 1;", "#!html\n<b>x</b>", "x += 1;\nx");
        other.Write(session.Folder.File("other notebook.ipynb"));
        Assert.Equal("3", session.Text("#!import \"other notebook.ipynb\"\nx + 1"));
        Assert.Equal(["display {\"text/html\":\"\\u003Cb\\u003Ex\\u003C/b\\u003E\"}", "display {\"text/plain\":\"2\"}"],
            session.Sink.Events);
    }

    [Fact]
    public void What_fails_inside_is_named_with_its_file_and_line()
    {
        session.Folder.Write("bad.csx", "\nint x = \"text\";");
        NotebookBuilder.Of("1", "\n\nthrow new FormatException(\"no\");").Write(session.Folder.File("bad.ipynb"));
        var compilation = session.Error("\n#!import bad.csx");
        Assert.Equal(("CompilationError", 2, "bad.csx line 2: CS0029: Cannot implicitly convert type 'string' to 'int'"),
            (compilation.Name, compilation.Line, compilation.Message));
        var exception = session.Error("#!import bad.ipynb");
        Assert.Equal(("FormatException", 1, "bad.ipynb cell 2 line 3: no"), (exception.Name, exception.Line, exception.Message));
        Assert.StartsWith("(2,9): error CS0029", session.Error("Import(\"bad.csx\");").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_imported_says_why()
    {
        NotebookBuilder.Of("#!import self.ipynb").Write(session.Folder.File("self.ipynb"));
        session.Folder.Write("notes.txt", "");
        Assert.Contains("nowhere.csx: no such file.", session.Error("#!import nowhere.csx").Message, StringComparison.Ordinal);
        Assert.Equal("notes.txt cannot be imported; what can ends in .ipynb, .dib, .cs, .csx, .fs, .fsx, .html, .js, .md, .mmd, .sql",
            session.Error("#!import notes.txt").Message);
        Assert.Equal("self.ipynb cell 1 line 1: self.ipynb imports itself", session.Error("#!import self.ipynb").Message);
    }
}
