using Workbench.Kernel.Editing;
using Workbench.Kernel.Scripting;
using Workbench.Training;

namespace Workbench.Tests.Kernel;

/// <summary>Completion and inspection where specs are changed: in braces, behind <c>=</c>, among arguments.</summary>
public sealed class TweakingTests : IDisposable
{
    private const string Specs = """
        enum Order { Shuffled, Sorted }
        abstract record Rule(double Rate = 0.5);
        record Slow(double Rate = 0.1, int Steps = 3) : Rule(Rate);
        record Fast(int Jumps) : Rule;
        record Training
        {
            public static Training Usual { get; } = new();
            public static int Count = 1;
            public int Epochs { get; init; } = 100;
            public bool IsQuiet { get; init; }
            public Order Order { get; init; }
            public Order? Again { get; init; }
            public Rule Rule { get; init; } = new Slow();
            public Rule[] Rules { get; init; } = [];
            public Training Inner { get; init; }
            public int Twice => 2 * Epochs;
            public int Closed { get; private set; }
            [Obsolete("gone")] public int Old { get; init; }
            [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] public int Hidden { get; init; }
        }
        record Longer : Training { public string Name { get; init; } }
        struct Point { public int X; public int Y { get; set; } public readonly int Z; }
        class Box<T> { public T Value { get; set; } }
        var spec = new Training();
        var slow = new Slow();
        """;

    private static readonly string[] Members = ["Again", "Epochs", "Inner", "IsQuiet", "Order", "Rule", "Rules"];

    private readonly EditedCells cells = new();

    public TweakingTests() => cells.Run(Specs);

    public void Dispose() => cells.Dispose();

    [Theory]
    [InlineData("var x = spec with { ¦ };")]
    [InlineData("spec with { ¦ }")] // which the script dialect takes for a property
    [InlineData("  spec with {\n    ¦")]
    [InlineData("#!time\nspec with { ¦ }")]
    [InlineData("spec with { Inner = spec.Inner with { ¦ } }")]
    [InlineData("spec with { Inner = new() { ¦ } }")]
    [InlineData("new Training { ¦ }")]
    [InlineData("new Training { Inner = { ¦ } }")]
    [InlineData("Training x = new() { ¦ };")]
    [InlineData("Training[] x = [new() { ¦ }];")]
    [InlineData("void Use(Training training) { }\nUse(new() { ¦ });")]
    [InlineData("if (spec.Epochs > \"😀\".Length) { var x = spec with { ¦ ")]
    public void Braces_offer_what_can_be_set_there(string code) => Assert.Equal(Members, cells.Texts(code));

    [Theory]
    [InlineData("spec with { Epochs = 3, ¦ }", "Epochs")]
    [InlineData("spec with { ¦, Rule = slow }", "Rule")]
    public void What_is_named_already_is_not_offered_again(string code, string named) =>
        Assert.Equal(Members.Except([named]), cells.Texts(code));

    [Fact]
    public void A_name_that_is_being_corrected_is_offered() => Assert.Equal(["Epochs"], cells.Texts("spec with { Epo¦chs = 3 }"));

    [Theory]
    [InlineData("new Longer { ¦ }", "Again Epochs Inner IsQuiet Name Order Rule Rules")] // of the base too
    [InlineData("var a = new { One = 1, Two = 2 };\nvar b = a with { ¦ };", "One Two")]
    [InlineData("var b = new Point() with { ¦ };", "X Y")]
    [InlineData("new Box<int> { ¦ }", "Value")]
    [InlineData("new Fast(3) { ¦ }", "Jumps Rate")]
    public void Every_kind_of_type_is_filled(string code, string members) => Assert.Equal(members.Split(' '), cells.Texts(code));

    [Fact]
    public void A_member_tells_its_type_and_its_default_where_that_is_known()
    {
        Assert.Equal([new("Rate", "property", "double = 0.1"), new("Steps", "property", "int = 3")],
            cells.Complete("slow with { ¦ }").Items);
        Assert.Contains(new("Again", "property", "Order?"), cells.Complete("spec with { ¦ }").Items);
        Assert.Contains(new("Value", "property", "string"), cells.Complete("new Box<string> { ¦ }").Items);
    }

    [Theory]
    [InlineData("spec with { Order = ¦ }", "Order.Shuffled Order.Sorted")]
    [InlineData("spec with { Order = So¦ }", "Order.Sorted")]
    [InlineData("spec with { Again = ¦ }", "Order.Shuffled Order.Sorted null")]
    [InlineData("spec with { IsQuiet = ¦ }", "true false")]
    [InlineData("spec with { Inner = ¦ }", "spec|Training.Usual|new Longer()|new Training()")] // not Count, an int
    [InlineData("spec with { Rule = ¦ }", "slow|new Fast(|new Slow()")]
    [InlineData("spec with { Rule = Sl¦ }", "slow|new Slow()")]
    [InlineData("spec with { Rule = new ¦ }", "Fast Slow")]
    [InlineData("spec with { Rules = [¦] }", "slow|new Fast(|new Slow()")]
    [InlineData("spec with { Rules = [new Slow(), new Fa¦] }", "Fast")]
    [InlineData("spec.Order == ¦", "Order.Shuffled Order.Sorted")]
    [InlineData("Order order = ¦", "Order.Shuffled Order.Sorted")]
    [InlineData("var fast = new Fast(1);\nspec with { Rule = ¦ }", "fast|slow|new Fast(|new Slow()")]
    [InlineData("void Use(int count, Order order) { }\nUse(1, ¦", "order:|Order.Shuffled|Order.Sorted")]
    [InlineData("void Use(int count, Order order) { }\nUse(order: ¦", "Order.Shuffled Order.Sorted")]
    public void What_fits_comes_first(string code, string values)
    {
        var expected = values.Split(values.Contains('|', StringComparison.Ordinal) ? '|' : ' ');
        Assert.Equal(expected.Order(StringComparer.Ordinal), cells.Texts(code).Take(expected.Length).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Arguments_are_offered_by_name_with_type_and_default()
    {
        Assert.Equal([new("Rate:", "parameter", "double = 0.1"), new("Steps:", "parameter", "int = 3")],
            cells.Complete("new Slow(¦").Items.Take(2));
        Assert.DoesNotContain("Rate:", cells.Texts("new Slow(Rate: 1, ¦)"));
        Assert.DoesNotContain("Rate:", cells.Texts("new Slow(1, ¦)"));
        Assert.Contains("Rate:", cells.Texts("new Slow(Steps: 1, ¦)"));
        Assert.Contains("Steps:", cells.Texts("Slow x = new(¦"));
    }

    [Theory]
    [InlineData("Concurrentd¦", 0)]
    [InlineData("#!time\nusing System.Text;\nvar x = Concurrentd¦", 7)]
    [InlineData("// what\n  var y = 1; var x = Concurrentd¦", 8)]
    [InlineData("spec with { Inner = Concurrentd¦ }", 0)]
    public void Types_of_namespaces_that_are_not_opened_come_last_with_their_using(string code, int usingStart)
    {
        var list = cells.Complete(code);
        Assert.Equal(new("ConcurrentDictionary", "class", Namespace: "System.Collections.Concurrent"), list.Items[^1]);
        Assert.Equal("System.Collections.Concurrent.ConcurrentDictionary", list.Items[^1].Qualified);
        Assert.Equal(usingStart, list.UsingStart);
    }

    [Fact]
    public void An_opened_type_needs_no_using()
    {
        cells.Run("using System.Collections.Concurrent;");
        Assert.Equal([new("ConcurrentDictionary", "class")], cells.Complete("ConcurrentD¦").Items);
        Assert.DoesNotContain(cells.Complete("System.Collections.Concurrent.ConcurrentD¦").Items, item => item.Namespace is not null);
    }

    [Fact]
    public void What_libraries_hide_is_not_offered()
    {
        Assert.DoesNotContain("Old", cells.Texts("spec.¦"));
        Assert.DoesNotContain("Hidden", cells.Texts("spec.¦"));
        Assert.DoesNotContain("BinaryFormatter", cells.Texts("BinaryForm¦")); // obsolete
    }

    [Fact]
    public void Extension_methods_bring_their_using_where_one_can_be_added()
    {
        var item = Assert.Single(cells.Complete("new List<int>().ToImmutableHash¦").Items);
        Assert.Equal(("ToImmutableHashSet", "System.Collections.Immutable", null), (item.Text, item.Namespace, item.Qualified));
        Assert.Empty(cells.Complete("1.ToImmutableHash¦").Items);
    }

    [Fact]
    public void Values_of_a_library_bring_their_using()
    {
        cells.Run($"#r \"{typeof(TrainingSpec).Assembly.Location.Replace('\\', '/')}\"");
        cells.Run("var training = Workbench.Training.TrainingSpec.Default;");
        var adam = cells.Complete("training with { Optimizer = Ad¦ }").Items.First(item => item.Text == "new Adam()");
        Assert.Equal(("Workbench.Training.Optimizers", "new Workbench.Training.Optimizers.Adam()"), (adam.Namespace, adam.Qualified));
        Assert.StartsWith("double LearningRate = 0.001\n\nSize of a step",
            cells.Inspect("new Workbench.Training.Optimizers.Adam(LearningRate:¦"), StringComparison.Ordinal);
        Assert.StartsWith("int TrainingSpec.Epochs\n\nPasses over the training part",
            cells.Inspect("training with { Epochs¦"), StringComparison.Ordinal);
    }

    [Fact]
    public void Among_arguments_all_overloads_are_told_with_their_parameters()
    {
        cells.Run("class Song { public Song(string title) { } public Song(string title, int year) { } }");
        Assert.Equal(["Song.Song(string title)", "Song.Song(string title, int year)"],
            cells.Inspect("new Song(\"a\", ¦")!.Split('\n').Order(StringComparer.Ordinal));
        Assert.Equal(["string string.Substring(int startIndex, int length)", "string string.Substring(int startIndex)"],
            cells.Inspect("\"a\".Substring(1, ¦1)")!.Split("\n\n")[0].Split('\n'));
    }

    [Theory]
    [InlineData("spec with { Epochs¦ = 3 }", "int Training.Epochs")]
    [InlineData("spec with { Epochs¦", "int Training.Epochs")]
    [InlineData("new Training { Inner = new() { Epochs¦", "int Training.Epochs")]
    [InlineData("new Slow(Steps¦:", "int Steps = 3")]
    [InlineData("new Slow(Steps¦: 3)", "int Steps = 3")]
    public void A_name_that_is_to_be_set_is_explained_before_its_value_is_there(string code, string signature) =>
        Assert.Equal(signature, cells.Inspect(code));

    [Theory]
    [InlineData("spec with { Epochs = 3 }", "3")]
    [InlineData("spec with { Epochs = 4 };\nspec with { Epochs = 5 }", "5")]
    public void A_cell_may_begin_with_what_it_changes(string code, string epochs)
    {
        var result = cells.Session.Execute(code, "cell 1", new RecordingSink());
        Assert.Contains($"Epochs: {epochs}\n", (string?)result.Value!.ToJson()["text/plain"], StringComparison.Ordinal);
        Assert.Equal(Completeness.Complete, NotebookSession.CompletenessOf(code));
    }

    [Fact]
    public void Broken_code_is_answered_at_every_place()
    {
        const string code = "#!time\nvar x = spec with { Inner = new() { Rule = new Slow(Rate: 1, ), }, Rules = [new Fast(], Order == };\n"
            + "spec with { ; spec.with { ( new { a with { } new[] { = } \"😀\" + $\"{spec with { \" 'x";
        for (var end = 0; end <= code.Length; end++)
            for (var place = Math.Max(0, end - 3); place <= end; place++)
            {
                Assert.NotNull(cells.Session.Complete(code[..end], place));
                cells.Session.Inspect(code[..end], place);
            }
    }
}
