using Workbench.Kernel.Scripting;

namespace Workbench.Tests.Kernel;

/// <summary>Cells that declare nothing leave the chain, and nobody can tell.</summary>
[Collection(ProcessWide.Name)]
public sealed class PassingCellTests : IDisposable
{
    private readonly NotebookSession session = new(Path.GetTempPath());
    private int count;

    public void Dispose() => session.Dispose();

    [Fact]
    public void What_it_changed_stays_changed()
    {
        Run("var total = 1; var names = new List<string>();");
        Run("total += 2; names.Add(\"a\");");
        Run("foreach (var name in names.ToList()) names.Add(name + total);");
        Run("var last = names[^1];");
        Assert.Equal("a3 3", Value("last + \" \" + total"));
    }

    [Fact]
    public void Its_code_runs_on_and_sees_what_it_saw()
    {
        Run("var scale = 2; var actions = new List<Func<int, int>>();");
        Run("actions.Add(x => x * scale);");
        Run("scale = 3;");
        Run("var scale = 5; var other = 1;");
        Run("actions.Add(x => x * scale);");
        Run("1 + 1");
        Assert.Equal("6 10", Value("actions[0](2) + \" \" + actions[1](2)"));
    }

    [Theory]
    [InlineData("int.TryParse(\"7\", out var made);", "made", "7")]
    [InlineData("var (made, rest) = (8, 9);", "made", "8")]
    [InlineData("if ((object)9 is int made) { }", "made", "9")]
    [InlineData("int made() => 10;", "made()", "10")]
    [InlineData("class Made { public override string ToString() => \"11\"; }", "new Made().ToString()", "11")]
    [InlineData("using Made = System.Int32;", "Made.Parse(\"12\")", "12")]
    [InlineData("using static System.Math;", "Abs(-13)", "13")]
    [InlineData("#r \"System.Text.Json\"", "System.Text.Json.JsonSerializer.Serialize(14)", "14")]
    public void Whoever_leaves_a_name_stays(string cell, string use, string value)
    {
        Run("1 + 1");
        Run(cell);
        Run("1 + 1");
        Assert.Equal(value, Value(use));
    }

    [Fact]
    public void Anonymous_types_of_the_same_members_are_one()
    {
        Run("var rows = new List<object>();");
        Run("rows.Add(new { Name = \"mlp\", Score = 1 });");
        Run("rows.Add(new { Name = \"cnn\", Score = 2 });");
        Assert.Equal("1", Value("rows.Select(row => row.GetType()).Distinct().Count()"));
    }

    [Fact]
    public void What_fails_half_way_keeps_what_it_changed_and_an_error_names_its_line()
    {
        Run("var total = 1;");
        var failed = session.Execute("total = 2;\nthrow new FormatException(\"late\");", "cell 2", new RecordingSink());
        Assert.Equal(2, failed.Error!.Line);
        Assert.Equal("2", Value("total"));
        var unknown = session.Execute("totl", "cell 4", new RecordingSink());
        Assert.Contains("totl", unknown.Error!.Message, StringComparison.Ordinal);
    }

    private void Run(string code) => Assert.Equal(CellOutcome.Completed, Execute(code).Outcome);

    private string Value(string code) => (string)Execute(code).Value!.ToJson()["text/plain"]!;

    private CellResult Execute(string code) => session.Execute(code, $"cell {++count}", new RecordingSink());
}
