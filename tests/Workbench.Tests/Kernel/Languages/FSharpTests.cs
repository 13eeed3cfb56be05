using Workbench.Kernel.Running;
using Workbench.Kernel.Scripting;

namespace Workbench.Tests.Kernel.Languages;

[Collection(ProcessWide.Name)]
public sealed class FSharpTests : IDisposable
{
    private readonly LanguageSession session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public void Cells_see_what_earlier_ones_declared_and_show_their_last_value()
    {
        var notebook = NotebookBuilder.Of(
            "#!fsharp\nlet twice x = 2 * x\nlet numbers = [1; 2]",
            "#!f#\nprintfn \"%d numbers\" numbers.Length\ndisplay \"shown\" |> ignore\nnumbers |> List.map twice |> List.sum",
            "FSharp(\"twice 21\")",
            "#!fsharp\n#!whos");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Empty(notebook.Cells[0].Outputs);
        Assert.Equal("2 numbers\n", notebook.Cells[1].Stream("stdout"));
        Assert.Equal("shown", notebook.Cells[1].Data("text/plain", output: 1));
        Assert.Equal("6", notebook.Cells[1].Data("text/plain", output: 2));
        Assert.Equal("42", notebook.Cells[2].Data("text/plain"));
        Assert.Matches(@"^Variable  Type             Value\n--------  ---------------  -+\nnumbers   FSharpList<int>  ",
            notebook.Cells[3].Data("text/plain"));
    }

    [Fact]
    public void Errors_name_the_lines_of_the_cell()
    {
        var type = session.Error("var x = 1;\n#!fsharp\n\nlet z : int = \"text\"");
        Assert.Equal(("CompilationError", 4), (type.Name, type.Line));
        Assert.StartsWith("FS0001: This expression was expected to have type", type.Message, StringComparison.Ordinal);
        Assert.Equal("                  ^", type.Traceback[^1]);
        var thrown = session.Error("#!fsharp\nlet check x : int = if x > 0 then invalidOp \"no\" else x\ncheck 3");
        Assert.Equal(("InvalidOperationException", "no"), (thrown.Name, thrown.Message));
        Assert.Equal(2, thrown.Traceback.Count);
        Assert.Matches(@"^   at FSI_\d+\.check\(Int32 x\)$", thrown.Traceback[1]);
        Assert.Equal("2", session.Text("#!fsharp\n1 + 1"));
    }

    [Fact]
    public void Values_of_CSharp_are_shared_by_reference_with_their_types()
    {
        session.Value("var list = new List<int> { 1 }; IEnumerable<int> query = list.Where(x => x > 1); var grid = new int[2][,]; "
            + "double? pair = 2.5; record Song(string Title); var song = new Song(\"s\"); string nothing = null;");
        session.Value("#!fsharp\n#!share --from csharp list\n#!set --name q --value @csharp:query\n#!share --from csharp grid\n"
            + "#!share --from csharp pair\n#!share --from csharp song\n#!share --from csharp nothing\n"
            + "#!set --name words --value \"two words\"\nlist.Add 41");
        Assert.Equal("41, 2, 2.5, True, 9, Song { Title = s }",
            session.Text(
                "#!fsharp\nsprintf \"%d, %d, %g, %O, %d, %O\" (Seq.sum q) grid.Length pair.Value (isNull nothing) words.Length song"));
        Assert.Equal("2", session.Text("list.Count"));
        session.Value("Share(list, \"same\", \"fsharp\")");
        Assert.Equal("42", session.Text("#!fsharp\nSeq.sum same"));
    }

    [Fact]
    public void Values_of_FSharp_are_shared_with_CSharp()
    {
        session.Value("#!fsharp\ntype Song = { Title : string; Year : int }\nlet songs = [ { Title = \"a\"; Year = 1990 } ]\n"
            + "let years = songs |> List.map (fun song -> song.Year)\nlet total = 2.5\nlet byName = dict [ \"a\", 1 ]");
        session.Value("#!share --from fsharp songs\n#!share --from fsharp years\n#!set --name sum --value @fsharp:total\n"
            + "#!share --from fsharp byName");
        Assert.Equal("a 1990 2.5 1",
            session.Text("double d = sum;\nvar titles = \"\";\nforeach (dynamic song in songs)\n    titles += song.Title;\n"
                + "FormattableString.Invariant($\"{titles} {years.Sum()} {d} {byName[\"a\"]}\")"));
    }

    [Fact]
    public void An_object_of_a_library_that_CSharp_loaded_has_its_type()
    {
        session.Value(
            $"#r \"{LibraryTests.WorkbenchLibrary().Replace('\\', '/')}\"\nvar place = new Workbench.Foundation.DataFolder(\"here\");");
        Assert.Equal(Path.Combine("here", "cache", "workbench.db"),
            session.Text("#!fsharp\n#!share --from csharp place\nplace.DatabasePath"));
    }

    [Fact]
    public void A_script_is_imported()
    {
        session.Folder.Write("half.fsx", "let half x = x / 2");
        Assert.Equal("21", session.Text("#!import half.fsx\n#!fsharp\nhalf 42"));
    }

    [Fact]
    public void A_wait_is_interrupted_and_the_session_goes_on()
    {
        using var button = new CancellationTokenSource();
        AppContext.SetData("stop", button);
        using var notebook = new NotebookSession(session.Folder.Path);
        var result = notebook.Execute(
            "#!fsharp\n(System.AppContext.GetData \"stop\" :?> System.Threading.CancellationTokenSource).Cancel()\n"
            + "System.Threading.Thread.Sleep -1", "cell 1", session.Sink, button.Token);
        Assert.Equal(CellOutcome.Interrupted, result.Outcome);
        Assert.Equal("2",
            (string?)notebook.Execute("#!fsharp\n1 + 1", "cell 2", session.Sink,
                TestContext.Current.CancellationToken).Value!.ToJson()["text/plain"]);
    }
}
