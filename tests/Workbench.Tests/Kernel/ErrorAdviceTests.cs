using Workbench.Training;

namespace Workbench.Tests.Kernel;

/// <summary>What errors of the compiler advise.</summary>
public sealed class ErrorAdviceTests : IDisposable
{
    private const string Specs = """
        enum Order { Shuffled, Sorted }
        abstract record Rule(double Rate = 0.5);
        record Slow(double Rate = 0.1, int Steps = 3) : Rule(Rate);
        record Fast(int Jumps) : Rule;
        record Training
        {
            public static Training Usual { get; } = new();
            public int Epochs { get; init; } = 100;
            public Order Order { get; init; }
            public Rule Rule { get; init; } = new Slow();
        }
        record Experiment { public Training Training { get; init; } = new(); }
        var training = new Training();
        var experiment = new Experiment();
        var songs = new List<string>();
        """;

    private const string TwoMistakes = "  training with { Epoch = 1 }; training with { Orde = Order.Sorted }";

    private readonly EditedCells cells = new();

    public ErrorAdviceTests() => cells.Run(Specs);

    public void Dispose() => cells.Dispose();

    [Theory]
    // A using that lacks.
    [InlineData("new ConcurrentDictionary<string, int>()",
        "CS0246: `ConcurrentDictionary` is in System.Collections.Concurrent: add `using System.Collections.Concurrent;`")]
    [InlineData("Thread.Sleep(1)", "CS0103: `Thread` is in System.Threading: add `using System.Threading;`")]
    [InlineData("songs.ToImmutableArray()",
        "CS1061: `ToImmutableArray` is in System.Collections.Immutable: add `using System.Collections.Immutable;`")]
    [InlineData("using System.Collection;", "CS0234: did you mean `System.Collections`?")]
    [InlineData("System.Text.Json.JsonSerialzer.Serialize(1)", "CS0234: did you mean `System.Text.Json.JsonSerializer`?")]
    [InlineData("using Microsoft.ML;", "CS0234: no library of this notebook has it; a line `#r \"FOLDER/LIBRARY.dll\"` adds one")]
    // A name that is nearly right.
    [InlineData("console.WriteLine(1)", "CS0103: did you mean `Console`?")]
    [InlineData("Console.writeline(1)", "CS0117: did you mean `WriteLine`?")]
    [InlineData("trainig.Epochs", "CS0103: did you mean `training`?")]
    [InlineData("training.epochs", "CS1061: did you mean `Epochs`?")]
    [InlineData("training?.epochs", "CS1061: did you mean `Epochs`?")]
    [InlineData("training with { Epoch = 1 }", "CS0117: did you mean `Epochs`?")]
    [InlineData("Order.sorted", "CS0117: did you mean `Sorted`?")]
    [InlineData("new Slow(steps: 1)", "CS1739: did you mean `Steps:`?")]
    [InlineData("new Slow(lr: 1)", "CS1739: its parameters are Rate, Steps")]
    // A member that lives elsewhere.
    [InlineData("training.Rate", "CS1061: `Rate` belongs to `Rule`: `training.Rule.Rate`")]
    [InlineData("experiment.epochs", "CS1061: `Epochs` belongs to `Training`: `experiment.Training.Epochs`")]
    [InlineData("experiment.Rate", "CS1061: `Rate` belongs to `Training.Rule`: `experiment.Training.Rule.Rate`")]
    [InlineData("training with { Rate = 1 }", "CS0117: `Rate` belongs to `Rule`: write `Rule = training.Rule with { Rate = ... }`")]
    [InlineData("new Experiment { Epochs = 1 }", "CS0117: `Epochs` belongs to `Training`: write `Training = new() { Epochs = ... }`")]
    [InlineData("experiment with { Rate = 1 }", "CS0117: `Rate` belongs to `Training.Rule`: "
        + "write `Training = experiment.Training with { Rule = experiment.Training.Rule with { Rate = ... } }`")]
    [InlineData("training.Steps", "CS1061: `Steps` belongs to `Rule`, if that is Slow")]
    [InlineData("training with { Order = Sorted }", "CS0103: write `Order.Sorted`")]
    [InlineData("training with { Order = \"sorted\" }", "CS0029: write `Order.Sorted`")]
    [InlineData("training with { Epochs: 3 }", "CS1003: in braces a value is set with `=`")]
    [InlineData("new Training(Epochs: 3)", "CS1739: write `new Training { Epochs = ... }`")]
    // Records that do not change.
    [InlineData("training.Epochs = 3;", "CS8852: write `training = training with { Epochs = 3 };`")]
    [InlineData("training.Epochs += 3;", "CS8852: write `training = training with { Epochs = training.Epochs + 3 };`")]
    [InlineData("experiment.Training.Epochs = 3;",
        "CS8852: write `experiment = experiment with { Training = experiment.Training with { Epochs = 3 } };`")]
    [InlineData("training with (Epochs = 3)", "CS0246: `with` takes braces: `training with { ... }`")]
    // Types that are not made.
    [InlineData("var rule = Slow(0.1);", "CS1955: `Slow` is a type: `new Slow(...)` makes one")]
    [InlineData("var free = ConcurrentBag<int>();", "CS0103: `ConcurrentBag` is in System.Collections.Concurrent: "
        + "add `using System.Collections.Concurrent;`, and write `new ConcurrentBag<int>(...)`")]
    [InlineData("new Rule()", "CS0144: there are Fast, Slow")]
    [InlineData("new Fast()", "CS7036: there is `Fast.Fast(int Jumps)`")]
    [InlineData("songs.Add(1, 2)", "CS1501: there is `void List<string>.Add(string item)`")]
    // As in Python.
    [InlineData("new Slow(Rate=0.1)", "CS0103: a named argument is written `Rate: 0.1`")]
    [InlineData("f\"{training}\"", "CS0103: text with values in it is written `$\"...{x}...\"`")]
    [InlineData("print(1)", "CS0103: In C#: Console.WriteLine(x), or display(x), or the value as the cell's last line")]
    [InlineData("len(songs)", "CS0103: In C#: x.Count, of arrays and text x.Length")]
    [InlineData("songs.length", "CS1061: In C#: x.Count, of arrays and text x.Length")]
    [InlineData("songs.append(\"a\")", "CS1061: In C#: Add")]
    [InlineData("var x = None;", "CS0103: In C#: null")]
    [InlineData("'rock'", "CS1012: text stands in double quotes: \"...\"")]
    [InlineData("# loud songs", "CS1024: a comment begins with `//`")]
    [InlineData("import numpy as np", "CS0246: In C#: using NAMESPACE;")]
    [InlineData("for s in songs:\n    s", "CS1003: In C#: foreach (var x in xs) { ... }")]
    [InlineData("x = 5", "CS0103: `var x = 5` declares it")]
    [InlineData("2 ** 3", "CS0193: In C#: Math.Pow(x, y)")]
    public void A_mistake_says_what_to_write(string code, string expected)
    {
        var error = cells.Error(code);
        var (id, advice) = (expected.Split(": ")[0], expected[(expected.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        Assert.StartsWith($"{id}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($". {advice}", error.Message, StringComparison.Ordinal);
        Assert.Equal($"    {advice}", error.Traceback[3]);
        Assert.DoesNotContain("are you missing", error.Traceback[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.Le")]
    [InlineData("var a = missing;")]
    [InlineData("training.Xyzzy")]
    [InlineData("int x = \"a\";")]
    [InlineData("var x = 1\nvar y = 2;")]
    public void Where_nothing_is_known_nothing_is_advised(string code) =>
        Assert.Equal(3, cells.Error(code).Traceback.Count);

    [Fact]
    public void The_place_is_that_of_the_code_that_was_written() => Assert.Equal(
        [
            "(2,19): error CS0117: 'Training' does not contain a definition for 'Epoch'",
            $"    {TwoMistakes}",
            "                      ^",
            "    did you mean `Epochs`?",
            "(2,48): error CS0117: 'Training' does not contain a definition for 'Orde'",
            $"    {TwoMistakes}",
            "                                                   ^",
            "    did you mean `Order`?",
        ],
        cells.Error($"\n{TwoMistakes}").Traceback);

    [Fact]
    public void A_library_of_the_workbench_is_known_before_it_is_referenced()
    {
        Assert.Matches(@"^    it is in Workbench\.dll: add `#r "".*Workbench\.dll""`$", cells.Error("LearningCurve curve;").Traceback[^1]);
        cells.Run($"#r \"{typeof(TrainingSpec).Assembly.Location.Replace('\\', '/')}\"");
        Assert.Equal("    `LearningCurve` is in Workbench.Training: add `using Workbench.Training;`",
            cells.Error("LearningCurve curve;").Traceback[^1]);
        Assert.Equal("    did you mean `LearningCurve`? It is in Workbench.Training", cells.Error("LearningCurv curve;").Traceback[^1]);
    }

    [Fact]
    public void A_library_of_the_host_needs_a_using_alone()
    {
        using var hosted = new EditedCells(typeof(TrainingSpec).Assembly.Location);
        Assert.Equal("    `LearningCurve` is in Workbench.Training: add `using Workbench.Training;`",
            hosted.Error("LearningCurve curve;").Traceback[^1]);
        hosted.Run("using Workbench.Training;\nLearningCurve curve = null;");
    }

    [Fact]
    public void The_file_of_a_library_that_is_not_there_is_told_by_its_neighbours()
    {
        var folder = Path.GetDirectoryName(typeof(TrainingSpec).Assembly.Location)!.Replace('\\', '/');
        Assert.Equal($"    did you mean `#r \"{folder}/Workbench.dll\"`?", cells.Error($"#r \"{folder}/Workbnch.dll\"").Traceback[^1]);
        Assert.StartsWith("    paths start at the notebook's folder", cells.Error("#r \"nowhere/Workbench.dll\"").Traceback[^1],
            StringComparison.Ordinal);
    }
}
