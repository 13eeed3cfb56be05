using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Kernel.Documents;
using Workbench.Kernel.Running;
using Workbench.Kernel.Scripting;
using Workbench.Tests.Onnx;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

/// <summary><c>#r</c> of libraries, above all of the workbench itself, which this process has loaded as well.</summary>
[Collection(ProcessWide.Name)]
public sealed class LibraryTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_workbench_is_loaded_from_where_the_notebook_says_beside_the_one_of_this_process()
    {
        var notebook = Read(
            $"#r \"{Path.GetRelativePath(folder.Path, WorkbenchLibrary()).Replace('\\', '/')}\"",
            "using Workbench.Foundation;\nvar place = new DataFolder(\"here\");\nplace.DatabasePath",
            "typeof(DataFolder).Assembly.Location");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal(Path.Combine("here", "cache", "workbench.db"), notebook.Cells[1].Data("text/plain"));
        var location = notebook.Cells[2].Data("text/plain")!;
        Assert.NotEqual(typeof(Workbench.Foundation.DataFolder).Assembly.Location, location);
        Assert.NotEqual(WorkbenchLibrary(), location); // a copy, so that a rebuild finds nothing locked
    }

    [Fact]
    public void A_library_that_the_kernel_needs_too_may_come_in_a_later_cell()
    {
        // The kernel's own face is bound with it from the first cell on, and its namespace FSharp hides no function until it is named.
        var notebook = Read(
            "display(1);\nFSharp(\"let twice x = 2 * x\")",
            "#r \"FSharp.Core\"\ndisplay(Microsoft.FSharp.Core.FSharpOption<int>.Some(4).Value);",
            "display(Microsoft.FSharp.Core.FSharpOption<int>.Some(5).Value);");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
    }

    [Fact]
    public void Packages_and_native_code_of_the_library_are_found()
    {
        var notebook = Read(
            $"#r \"{WorkbenchLibrary().Replace('\\', '/')}\"\nvar database = new Workbench.Foundation.Database(\"test.db\");",
            """
            var connection = database.Open("CREATE TABLE IF NOT EXISTS song (title TEXT); INSERT INTO song VALUES ('a'), ('b');");
            var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM song";
            var count = command.ExecuteScalar();
            command.Dispose();
            connection.Dispose();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            count
            """);
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("2", notebook.Cells[1].Data("text/plain"));
        Assert.True(File.Exists(folder.File("test.db")));
    }

    [Fact]
    public void Own_code_is_kept_as_the_cell_says_it_and_may_use_no_variable_of_the_notebook()
    {
        const string Lambda = """
            (clip, rng) =>
            {
                for (var i = 0; i < 2; i++) rng.Next();
                foreach (var sample in clip.Channel(0)) { while (sample > 2) break; }
                return clip;
            }
            """;
        var notebook = Read(
            $"#r \"{WorkbenchLibrary().Replace('\\', '/')}\"\nusing Workbench.Augmentation;\n"
                + $"var twice = AudioTransform.Of(\"twice\", {Lambda});\n"
                + "twice.Draw(new Random(1)).Apply(new(8000, new float[] { 1 })).SampleCount",
            "twice.ToString()",
            "var amount = 1;\ntry { AudioTransform.Of(\"bound\", (clip, rng) => amount > 0 ? clip : clip); return \"\"; }\n"
                + "catch (Exception refused) { return refused.Message; }");
        Assert.Null(NotebookRunner.Run(notebook).Failure?.ToString());
        Assert.Equal("1", notebook.Cells[0].Data("text/plain"));
        Assert.Equal($"OwnTransform {{ Name = twice, Text = {Lambda.ReplaceLineEndings("\n")} }}", notebook.Cells[1].Data("text/plain"));
        Assert.StartsWith("The transform bound uses variables or functions from outside of its lambda",
            notebook.Cells[2].Data("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_encoder_of_ONNX_runs_in_a_notebook()
    {
        TinyEncoders.LikeYamnet(folder.File("yamnet.onnx"));
        var library = WorkbenchLibrary();
        var onnx = library.Replace(Path.Combine("lib", "Workbench") + Path.DirectorySeparatorChar,
            Path.Combine("lib", "Workbench.Onnx") + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var notebook = Read(
            $"""
            #r "{library.Replace('\\', '/')}"
            #r "{Path.Combine(Path.GetDirectoryName(onnx)!, "Workbench.Onnx.dll").Replace('\\', '/')}"
            var encoder = Workbench.Onnx.Encoders.Yamnet("yamnet.onnx");
            var extractor = new Workbench.Features.FeatureExtractor(encoder.ToSpec(Workbench.Features.Statistic.Mean));
            """,
            "extractor.Extract(new(16000, new float[16000])).ColumnCount");
        Assert.Null(NotebookRunner.Run(notebook, new() { WorkingDirectory = folder.Path }).Failure?.ToString());
        Assert.Equal("1024", notebook.Cells[1].Data("text/plain"));
    }

    [Fact]
    public void A_rebuilt_library_is_announced_and_the_old_code_stays()
    {
        var library = folder.File("Answer.dll");
        Build(library, 41);
        using var session = new NotebookSession(folder.Path);
        var sink = new RecordingSink();
        Assert.Equal("41", Value(session.Execute("#r \"Answer.dll\"\nAnswer.Value()", "cell 1", sink)));
        Build(library, 42);
        File.SetLastWriteTimeUtc(library, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal("41", Value(session.Execute("Answer.Value()", "cell 2", sink)));
        Assert.Equal("41", Value(session.Execute("Answer.Value()", "cell 3", sink)));
        Assert.Equal(["stderr: Answer.dll was rebuilt: restart the kernel to use the new build.\n"], sink.Events);
    }

    [Fact]
    public void A_missing_library_is_a_compile_error()
    {
        var result = NotebookRunner.Run(Read("var x = 1;", "\n#r \"nowhere.dll\""));
        Assert.Contains("cell 2 line 2: CompilationError: CS0006: Metadata file 'nowhere.dll' could not be found",
            result.Failure!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_is_loaded_from_the_notebooks_folder()
    {
        folder.Write("helper.csx", "int Twice(int x) => 2 * x;");
        var notebook = Read("#load \"helper.csx\"", "Twice(21)");
        Assert.Null(NotebookRunner.Run(notebook, new() { WorkingDirectory = Path.GetTempPath() }).Failure?.ToString());
        Assert.Equal("42", notebook.Cells[1].Data("text/plain"));
    }

    private static string? Value(CellResult result) => (string?)result.Value?.ToJson()["text/plain"];

    /// <summary>The build of the library beside that of the tests: its packages lie beside it, as notebooks need them.</summary>
    internal static string WorkbenchLibrary()
    {
        var ours = new DirectoryInfo(AppContext.BaseDirectory); // tests/Workbench.Tests/bin/CONFIGURATION/net10.0
        return Path.Combine(Repository.Root, "lib", "Workbench", "bin", ours.Parent!.Name, ours.Name, "Workbench.dll");
    }

    private NotebookDocument Read(params string[] cells)
    {
        var path = folder.File("test.ipynb");
        NotebookBuilder.Of(cells).Write(path);
        return NotebookDocument.Read(path);
    }

    private static void Build(string path, int value)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"public static class Answer {{ public static int Value() => {value}; }}");
        var result = CSharpCompilation.Create(
            "Answer",
            [CSharpSyntaxTree.ParseText(code)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
        Assert.True(result.Success);
    }
}
