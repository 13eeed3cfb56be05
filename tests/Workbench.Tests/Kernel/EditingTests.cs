using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Scripting;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

/// <summary>Completion, inspection and completeness of cells. In the code of a test, ¦ is where the cursor stands.</summary>
public sealed class EditingTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly NotebookSession session;

    public EditingTests() => session = new(folder.Path);

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("Math.Ma¦", "Max", "method")]
    [InlineData("\"rock\".Le¦", "Length", "property")]
    [InlineData("new[] { 1 }.Wh¦", "Where", "method")] // an extension method
    [InlineData("var genres = new List<string>();\ngenres.Ad¦", "Add", "method")]
    [InlineData("var genres = new List<string>();\ngenres.Sel¦", "Select", "method")]
    [InlineData("new[] { \"rock\" }.Select(genre => genre.Le¦", "Length", "property")]
    [InlineData("DateTime? day = null;\nday?.Ye¦", "Year", "property")]
    [InlineData("string genre = null;\ngenre?.Trim()?.Le¦", "Length", "property")]
    [InlineData("DayOfWeek.Fr¦", "Friday", "enumMember")]
    [InlineData("System.I¦", "IO", "namespace")]
    [InlineData("using Sys¦", "System", "namespace")]
    [InlineData("using System.Th¦", "Threading", "namespace")]
    [InlineData("using System.Threading;\nThr¦", "Thread", "class")]
    [InlineData("fore¦", "foreach", "keyword")]
    [InlineData("StringB¦", "StringBuilder", "class")]
    [InlineData("void Play(int songCount) { son¦ }", "songCount", "parameter")]
    [InlineData("record Song(string Title) { public int Year { get; init; } }\nnew Song(\"A\") { Y¦", "Year", "property")]
    [InlineData("record Song(string Title, int Year);\nnew Song(Ti¦", "Title:", "parameter")]
    [InlineData("\"a\".Substring(le¦)", "length:", "parameter")]
    [InlineData("disp¦", "display", "method")]
    [InlineData("#!time\nMath.Ma¦", "Max", "method")]
    [InlineData("#!sql\nselect 1\n#!csharp\nMath.Ma¦", "Max", "method")]
    [InlineData("var s = $\"{Math.Ma¦}\";", "Max", "method")]
    public void Names_are_completed(string code, string text, string kind) =>
        Assert.Contains((text, kind), Complete(code).Items.Select(item => (item.Text, item.Kind)));

    [Theory]
    [InlineData("#!sql\nselect Ma¦")]
    [InlineData("#!sql\n¦")]
    [InlineData("Math.Abs(1)\n#!markdown\nMath.Ma¦")]
    [InlineData("#!sq¦")]
    [InlineData("// Math.Ma¦")]
    [InlineData("/* Math.Ma¦ */")]
    [InlineData("\"Math.Ma¦\"")]
    [InlineData("\"Math.Ma¦")]
    [InlineData("$\"Math.Ma¦\"")]
    [InlineData("\"\"\"\n Math.Ma¦\n \"\"\"")]
    [InlineData("var x = 12¦")]
    [InlineData("nowhere.Le¦")]
    public void Where_no_name_of_CSharp_can_stand_nothing_is_offered(string code) => Assert.Empty(Complete(code).Items);

    [Theory]
    [InlineData("var s = \"a\";\ns.Le¦\nvar x = 1;")]
    [InlineData("var s = \"a\";\ns.¦\nx = 1;")]
    [InlineData("var s = \"a\";\nif (s.Le¦ {{{ ) ][")]
    [InlineData("var s = \"a\";\nforeach (var c in s.Le¦")]
    [InlineData("var s = \"a\";\nvar bad = nowhere.Nothing(;\ns.Le¦")]
    public void Broken_code_is_completed_too(string code) => Assert.Contains(new Completion("Length", "property"), Complete(code).Items);

    [Fact]
    public void What_earlier_cells_declared_comes_first()
    {
        Run("var tracks = new List<string>(); int Twice(int x) => 2 * x; record Song(string Title);");
        Assert.Equal(new Completion("tracks", "variable"), Complete("t¦").Items[0]);
        Assert.Equal(new Completion("Twice", "method"), Complete("t¦").Items[1]);
        Assert.Contains(new Completion("Song", "class"), Complete("new So¦").Items);
        Assert.Contains(new Completion("Title", "property"), Complete("new Song(\"A\").¦").Items);
        Assert.Contains(new Completion("Add", "method"), Complete("tracks.¦").Items);
    }

    [Fact]
    public void A_completion_replaces_the_name_before_the_cursor()
    {
        var list = Complete("var x = Math.Ma¦;");
        Assert.Equal((13, 15), (list.Start, list.End));
        Assert.All(list.Items, item => Assert.StartsWith("Ma", item.Text, StringComparison.OrdinalIgnoreCase));
        // Max, MaxMagnitude: an overload is no item of its own.
        Assert.Equal(2, Complete("Math.Ma¦").Items.Count(item => item.Text.StartsWith("Max", StringComparison.Ordinal)));
    }

    [Fact]
    public void Statics_follow_a_type_and_instance_members_a_value()
    {
        var ofType = Complete("string.¦").Items.Select(item => item.Text).ToList();
        var ofValue = Complete("\"a\".¦").Items.Select(item => item.Text).ToList();
        Assert.Contains("IsNullOrEmpty", ofType);
        Assert.DoesNotContain("Length", ofType);
        Assert.Contains("Length", ofValue);
        Assert.DoesNotContain("IsNullOrEmpty", ofValue);
    }

    [Fact]
    public void An_initializer_offers_what_it_has_not_set()
    {
        var items = Complete(
            "class Song { public string Title; public int Year { get; set; } public int Age => 1; }\nnew Song { Title = \"A\", ¦ }").Items;
        Assert.Equal([new("Year", "property", "int")], items);
        Assert.Equal([new("Title", "property", "string")],
            Complete("record Song(string Title);\nvar a = new Song(\"A\");\nvar b = a with { ¦ }").Items);
        Assert.Contains(new("Math", "class"), Complete("new List<double> { Ma¦ }").Items);
    }

    [Fact]
    public void Paths_of_libraries_and_scripts_are_completed()
    {
        folder.Write("lib/One.dll", "");
        folder.Write("lib/Two.txt", "");
        folder.Write("lib/deep/a.csx", "");
        Assert.Equal([new("lib/", "folder")], Complete("#r \"¦").Items);
        Assert.Equal([new("deep/", "folder"), new("One.dll", "file")], Complete("#r \"lib/¦\"").Items);
        Assert.Equal([new("a.csx", "file")], Complete("var x = 1;\n#load \"lib/deep/a¦").Items);
        var list = Complete("#load \"lib/deep/a¦");
        Assert.Equal((16, 17), (list.Start, list.End));
        Assert.Empty(Complete("#r \"nowhere/¦").Items);
    }

    [Fact]
    public async Task A_cell_that_runs_does_not_hold_completion_up()
    {
        using var stop = new CancellationTokenSource();
        var cell = Task.Run(() => session.Execute("while (true) { }", "cell 1", new RecordingSink(), stop.Token), CancellationToken.None);
        await Task.Delay(300, CancellationToken.None);
        Assert.NotEmpty(Complete("Math.Ma¦").Items);
        Assert.NotNull(Inspect("Math.Ab¦s(1)"));
        Assert.False(cell.IsCompleted);
        await stop.CancelAsync();
        Assert.Equal(CellOutcome.Interrupted, (await cell).Outcome);
    }

    [Fact]
    public void Code_that_is_analyzed_by_several_threads_has_one_type_of_a_name()
    {
        using var chain = new ScriptChain(folder.Path, []);
        for (var round = 0; round < 5; round++)
        {
            var library = CSharpCompilation.Create("Fresh",
                [CSharpSyntaxTree.ParseText("public class Fresh;", cancellationToken: TestContext.Current.CancellationToken)],
                [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new(OutputKind.DynamicallyLinkedLibrary));
            Assert.True(
                library.Emit(folder.File($"{round}", "Fresh.dll"), cancellationToken: TestContext.Current.CancellationToken).Success);
            var types = new INamedTypeSymbol?[4];
            using var together = new Barrier(types.Length);
            var threads = types.Select((_, index) => new Thread(() =>
            {
                together.SignalAndWait();
                types[index] = chain.Analyze($"#r \"{round}/Fresh.dll\"").Compilation.GetTypeByMetadataName("Fresh");
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.NotNull(types[0]);
            Assert.All(types, type => Assert.Same(types[0], type));
        }
    }

    [Fact]
    public void Completion_and_inspection_run_nothing()
    {
        Run("var touched = 0; int Touch() => ++touched;");
        Complete("Touch().¦");
        Inspect("Touch¦()");
        Assert.Equal("0", Run("touched"));
    }

    [Theory]
    [InlineData("string.Joi¦n", "string string.Join(")]
    [InlineData("Math.Abs(¦)", "Math.Abs(")]
    [InlineData("Math.Abs¦", "Math.Abs(")]
    [InlineData("var x = 1.5;\nx¦", "double x")]
    [InlineData("int Twice(int x, int times = 2) => x * times;\nTwi¦ce(1)", "int Twice(int x, int times = 2)")]
    [InlineData("record Song(string Title);\nnew So¦ng(\"A\")", "Song(string Title)")]
    [InlineData("new List<int>().Coun¦t", "int List<int>.Count")]
    [InlineData("List¦<int> x;", "class System.Collections.Generic.List<")]
    [InlineData("foreach (var song in new[] { \"a\" }) so¦ng.Trim();", "string song")]
    public void A_name_tells_its_signature(string code, string signature) =>
        Assert.Contains(signature, Inspect(code), StringComparison.Ordinal);

    [Theory]
    [InlineData("¦")]
    [InlineData("1 +¦ 1")]
    [InlineData("nowh¦ere")]
    [InlineData("#!sql\nselect Ma¦th")]
    public void Where_there_is_nothing_to_tell_inspection_is_silent(string code) => Assert.Null(Inspect(code));

    [Fact]
    public void Overloads_are_counted()
    {
        Assert.StartsWith("string string.Substring(int startIndex) (+ 1 overload)",
            Inspect("\"a\".Substr¦ing(1)"), StringComparison.Ordinal);
        Assert.EndsWith("(+ 2 overloads)",
            Inspect("class Song { public Song() { } public Song(int a) { } public Song(int a, int b) { } }\nnew So¦ng(1)"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_the_usings_of_earlier_cells_open_are_completed()
    {
        Run("using System.Globalization;\nusing static System.Math;\nusing Words = System.Text.StringBuilder;\nint cultures = 3;");
        foreach (var (code, name, kind) in new[] { ("CultureIn¦", "CultureInfo", "class"), ("Sq¦", "Sqrt", "method"),
            ("Wor¦", "Words", "class"), ("cult¦", "cultures", "variable") })
            Assert.Contains(new Completion(name, kind), Complete(code).Items);
    }

    [Fact]
    public void Documentation_of_a_library_follows_its_signature()
    {
        var library = typeof(Workbench.Evaluation.RocCurve).Assembly.Location.Replace('\\', '/');
        Run($"#r \"{library}\"\nusing Workbench.Evaluation;");
        var text = Inspect("RocCur¦ve.From(null, null)")!;
        Assert.Contains("RocCurve", text.Split("\n\n")[0], StringComparison.Ordinal);
        Assert.NotEmpty(text.Split("\n\n")[1]);
        Assert.DoesNotContain("<", text.Split("\n\n")[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 + 1", Completeness.Complete)]
    [InlineData("var x = 1;", Completeness.Complete)]
    [InlineData("", Completeness.Complete)]
    [InlineData("#!sql\nselect (", Completeness.Complete)]
    [InlineData("foreach (var x in new[] { 1 })\n{\n", Completeness.Incomplete)]
    [InlineData("Math.Abs(", Completeness.Incomplete)]
    [InlineData("1 +", Completeness.Incomplete)]
    [InlineData("/* open", Completeness.Incomplete)]
    [InlineData("var x = 1 1;", Completeness.Invalid)]
    [InlineData("x = \"open;\ny", Completeness.Invalid)]
    [InlineData("}", Completeness.Invalid)]
    public void A_front_end_learns_whether_to_run_a_cell(string code, Completeness completeness) =>
        Assert.Equal(completeness, NotebookSession.CompletenessOf(code));

    private CompletionList Complete(string code) => session.Complete(Text(code), Cursor(code));

    private string? Inspect(string code) => session.Inspect(Text(code), Cursor(code));

    private string? Run(string code)
    {
        var result = session.Execute(code, $"cell {Guid.NewGuid()}", new RecordingSink());
        Assert.Null(result.Error);
        return (string?)result.Value?.ToJson()["text/plain"];
    }

    private static string Text(string code) => code.Replace("¦", "", StringComparison.Ordinal);

    private static int Cursor(string code) => code.IndexOf('¦', StringComparison.Ordinal);
}
