using Workbench.Kernel.Formatting;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary><c>#!who</c>: the names of the language's variables; <c>#!whos</c>: with their types and values.</summary>
internal sealed class WhoDirective : IDirective
{
    public IReadOnlyList<string> Names { get; } = ["who", "whos"];

    public Action? Run(CellDirective directive, ILanguage language, CellContext cell)
    {
        directive.Expect($"#!{directive.Name}", 0);
        CellLanguages.Show(directive.Name == "who" ? Who(language) : Whos(language, cell.Formatter), cell);
        return null;
    }

    /// <summary>The names.</summary>
    public static string Who(ILanguage language) => string.Join(", ", Sorted(language).Select(variable => variable.Name));

    /// <summary>A table of names, types and values.</summary>
    public static MimeBundle Whos(ILanguage language, IMimeFormatter formatter) => SequenceTable.Of<Row>(
        [.. Sorted(language).Select(variable => new Row(variable.Name, CSharpType.Name(variable.Type),
            (string)formatter.Format(variable.Value, MimeBundle.PlainText).ToJson()[MimeBundle.PlainText]!))]).ToBundle();

    private static IOrderedEnumerable<Variable> Sorted(ILanguage language) =>
        language.Variables.OrderBy(variable => variable.Name, StringComparer.Ordinal);

    private sealed record Row(string Variable, string Type, string Value);
}
