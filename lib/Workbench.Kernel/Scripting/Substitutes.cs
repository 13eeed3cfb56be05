using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Scripting;

/// <summary>What to write in the place of names that .NET Interactive has and this kernel has not.</summary>
internal static class Substitutes
{
    private const string Formatting = "using Microsoft.DotNet.Interactive.Formatting;";
    private const string Tags = Formatting + " using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;";
    private const string Latex = "\"...\".DisplayAs(\"text/latex\")";

    /// <summary>Errors that a name is not there: alone, as a type, in a namespace, of a type.</summary>
    private static readonly string[] Missing = ["CS0103", "CS0246", "CS0234", "CS1061"];

    private static readonly Dictionary<string, string> Known = new()
    {
        ["Kernel"] = "input(\"...\") to ask the user, display(x) to show a value, a line such as #!fsharp for another language",
        ["KernelInvocationContext"] = "display(x) to show a value",
        ["LaTeXString"] = Latex,
        ["MathString"] = Latex,
        ["Formatter"] = Formatting,
        ["HtmlFormatter"] = Formatting,
        ["PlainTextFormatter"] = Formatting,
        ["PocketView"] = Tags,
        ["PocketViewTags"] = Tags,
        ["div"] = Tags,
        ["span"] = Tags,
        ["table"] = Tags,
        ["ToTabularDataResource"] = "display(x), which shows things as a table",
    };

    /// <summary>The advice behind the compiler's message; empty without one.</summary>
    public static string For(Diagnostic error) =>
        Missing.Contains(error.Id) && error.Location.SourceTree?.GetText() is { } text
            && Known.TryGetValue(text.ToString(error.Location.SourceSpan), out var advice)
            ? $". In this kernel: {advice}"
            : "";
}
