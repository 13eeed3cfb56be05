using Workbench.Kernel.Editing;
using Workbench.Kernel.Running;
using Workbench.Kernel.Scripting;

namespace Workbench.Tests.Kernel;

[Collection(ProcessWide.Name)]
public class CodeNestingTests
{
    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("{", "", "}")]
    [InlineData("List<", "int", ">")]
    [InlineData("$\"{", "1", "}\"")]
    [InlineData("$$\"\"\"{{", "1", "}}\"\"\"")]
    [InlineData("!", "true", "")]
    [InlineData("a ?? ", "a", "")]
    [InlineData("a: ", ";", "")]
    [InlineData("/* */ ( // (\n", "1", ")")]
    public void What_is_too_deep_is_refused_before_the_compiler_sees_it(string open, string middle, string close)
    {
        var code = $"1;\n{Repeat(open, 100_000)}{middle}{Repeat(close, 100_000)}";
        Assert.NotNull(CodeNesting.TooDeepAt(code));
        Assert.Equal(Completeness.Invalid, NotebookSession.CompletenessOf(code));
        using var session = new NotebookSession(".");
        Assert.Empty(session.Complete(code, code.Length).Items);
        Assert.Null(session.Inspect(code, code.Length / 2));
        var failure = NotebookRunner.Run(NotebookBuilder.Of(code)).Failure!;
        Assert.Equal("CompilationError", failure.ErrorName);
        Assert.StartsWith("more than 500 brackets or ", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Line);
    }

    [Theory]
    [InlineData("f((1));")]
    [InlineData("var a = \"((((\";")]
    [InlineData("var a = @\"((\"\"((\\\";")]
    [InlineData("var a = \"\"\"((\"((\"\"\";")]
    [InlineData("var a = '('; var b = '\\''; var c = '\\u0028';")]
    [InlineData("// ((( \" $\"{\n")]
    [InlineData("/* ((( \" */")]
    [InlineData("var a = $\"{{ ((( {f(1)} ((( {g(\"}\")} (((\";")]
    [InlineData("var a = $@\"((\"\"{f(1)}\\\";")]
    [InlineData("var a = $$\"\"\"{ ((( {{f(1)}} \"(((\"\"\";")]
    [InlineData("if (a < b && c > d || a << 2 >= 1) { x = y ? 1 : 2; }")]
    [InlineData("Dictionary<string, List<int>> x = [];")]
    [InlineData("new[] { (1, 2), (3, 4) }, ")]
    public void What_stands_side_by_side_or_in_text_is_not_deep(string code) =>
        Assert.Null(CodeNesting.TooDeepAt(Repeat(code + "\n", 2000)));

    [Theory]
    [InlineData("(", "1", ")", 400)]
    [InlineData("List<", "int", ">", 400)]
    [InlineData("$\"{", "1", "}\"", 8)]
    [InlineData("!", "true", "", 900)]
    public void The_compiler_bears_what_is_let_through(string open, string middle, string close, int depth)
    {
        var code = Repeat(open, depth) + middle + Repeat(close, depth);
        Assert.Null(CodeNesting.TooDeepAt(code));
        Assert.Equal(Completeness.Complete, NotebookSession.CompletenessOf(open == "List<" ? code + " x;" : code));
    }

    [Theory]
    [InlineData("$\"{")]
    [InlineData("$\"\"\"{")]
    [InlineData("@\"\"")]
    [InlineData("'")]
    [InlineData("'\\")]
    [InlineData("/*")]
    [InlineData("\"\\")]
    [InlineData("$$$")]
    [InlineData("}}}")]
    public void Broken_code_is_walked_to_its_end(string code) => Assert.Null(CodeNesting.TooDeepAt(code));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
