namespace Workbench.Kernel.Errors;

/// <summary>What to write in the place of names that .NET Interactive or Python has and cells of C# have not.</summary>
internal static class Substitutes
{
    private const string Formatting = "using Microsoft.DotNet.Interactive.Formatting;";
    private const string Tags = Formatting + " using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;";
    private const string Count = "x.Count, of arrays and text x.Length";
    private const string Latex = "\"...\".DisplayAs(\"text/latex\")";

    private static readonly Dictionary<string, string> OfInteractive = new()
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

    private static readonly Dictionary<string, string> OfPython = new()
    {
        ["print"] = "Console.WriteLine(x), or display(x), or the value as the cell's last line",
        ["len"] = Count,
        ["length"] = Count,
        ["Length"] = Count,
        ["range"] = "Enumerable.Range(0, n)",
        ["str"] = "$\"{x}\"",
        ["None"] = "null",
        ["True"] = "true",
        ["False"] = "false",
        ["and"] = "&&",
        ["or"] = "||",
        ["not"] = "!",
        ["self"] = "this",
        ["lambda"] = "x => 2 * x",
        ["def"] = "double Twice(double x) => 2 * x;",
        ["import"] = "using NAMESPACE;",
        ["append"] = "Add",
        ["map"] = "Select",
        ["filter"] = "Where",
        ["strip"] = "Trim",
    };

    /// <summary>How lines of Python begin that end with a colon.</summary>
    private static readonly Dictionary<string, string> OfBlocks = new()
    {
        ["for"] = "foreach (var x in xs) { ... }",
        ["while"] = "while (condition) { ... }",
        ["if"] = "if (condition) { ... }",
        ["elif"] = "else if (condition) { ... }",
        ["else"] = "else { ... }",
    };

    /// <summary>What takes the place of a name that is not there; null where nothing is known of it.</summary>
    public static string? Of(string name) =>
        OfInteractive.TryGetValue(name, out var here) ? $"In this kernel: {here}"
        : OfPython.TryGetValue(name, out var csharp) ? $"In C#: {csharp}"
        : null;

    /// <summary>What takes the place of a line of Python that begins a block; null for any other line.</summary>
    public static string? OfLine(string line)
    {
        var word = line.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");
        return (line.TrimEnd().EndsWith(':') || word == "for" && line.Contains(" in ", StringComparison.Ordinal))
            && OfBlocks.TryGetValue(word, out var block) ? $"In C#: {block}" : null;
    }
}
