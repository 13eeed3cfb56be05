using Microsoft.CodeAnalysis.CSharp;
using Workbench.Foundation;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages;

/// <summary>
/// The languages of a session and what its directives do, as in Polyglot Notebooks: a line <c>#!LANGUAGE</c> chooses the
/// language of the lines after it, up to the next such line.
/// </summary>
internal sealed class CellLanguages
{
    private static readonly IDirective[] Directives =
        [new ShareDirective(), new SetDirective(), new TimeDirective(), new WhoDirective(), new ImportDirective()];

    private readonly ILanguage[] languages;

    /// <param name="csharp">The language of cells that name none.</param>
    /// <param name="fsharp">F# beside it.</param>
    /// <param name="baseDirectory">The notebook's folder.</param>
    /// <param name="database">What SQL asks; null for nothing.</param>
    public CellLanguages(CSharpLanguage csharp, FSharpLanguage fsharp, string baseDirectory, ISqlSource? database)
    {
        BaseDirectory = baseDirectory;
        languages =
        [
            csharp, fsharp, new SqlLanguage(database), new MarkdownLanguage(), new HtmlLanguage(),
            new JavaScriptLanguage(), new MermaidLanguage(),
        ];
    }

    /// <summary>The notebook's folder.</summary>
    public string BaseDirectory { get; }

    /// <summary>The files that are being imported now, each by the one below it.</summary>
    public Stack<string> Importing { get; } = [];

    /// <summary>What a line <c>#!</c> may begin with: the languages by their first names, then the directives.</summary>
    public IEnumerable<string> Words => languages.Select(known => known.Names[0]).Concat(Directives.SelectMany(known => known.Names));

    /// <summary>What a word behind <c>#!</c> does that chooses no language; null for any other word.</summary>
    public static IDirective? Directive(string name) => Directives.FirstOrDefault(known => known.Names.Contains(name));

    /// <summary>Runs a cell, part by part; what a part before the last comes to is shown as an output of its own.</summary>
    /// <param name="code">The cell's source.</param>
    /// <param name="cellName">What stack traces call it.</param>
    /// <param name="language">The language of its first lines; null for C#.</param>
    /// <param name="cell">The running cell.</param>
    /// <returns>What the last part came to; null where there is nothing to show.</returns>
    /// <exception cref="CodeException">A part is wrong.</exception>
    public object? Run(string code, string cellName, string? language, CellContext cell)
    {
        var noted = new CellDirective(language ?? CSharpLanguage.Name, 1, [], new Dictionary<string, string>());
        var chosen = noted;
        var atEnd = new List<Action>();
        object? value = null;
        try
        {
            foreach (var part in CellPart.Split(code, language).Where(part => !part.IsBlank))
            {
                cell.Token.ThrowIfCancellationRequested();
                if (part.Directive is not { } directive)
                {
                    Show(value, cell);
                    value = (chosen == noted ? Noted(noted) : Language(chosen)).Run(new(part.Code, cellName, chosen), cell.Token);
                }
                else if (Directive(directive.Name) is { } known)
                    atEnd.AddRange(known.Run(directive, Language(chosen), cell) is { } left ? [left] : []);
                else
                {
                    Language(directive);
                    chosen = directive with
                    {
                        Options = directive.Options.ToDictionary(option => option.Key,
                            option => $"{Value(option.Value, directive, cell).Value}"),
                    };
                }
            }
            return value;
        }
        finally
        {
            atEnd.ForEach(action => action());
        }
    }

    /// <summary>Runs code for code that is running already.</summary>
    /// <inheritdoc cref="Run"/>
    /// <exception cref="NotebookException">It is wrong.</exception>
    public object? Call(string code, string? language, CellContext cell)
    {
        try
        {
            return Run(code, "call", language, cell);
        }
        catch (CodeException error)
        {
            throw new NotebookException(string.Join('\n', error.Error.Traceback), error);
        }
    }

    /// <summary>Gives a language a variable, for code that is running already.</summary>
    /// <exception cref="NotebookException">There is no such language, or it cannot have the variable.</exception>
    public void Share(object? value, string name, string language)
    {
        if (!SyntaxFacts.IsValidIdentifier(name))
            throw new NotebookException($"'{name}' cannot be the name of a variable; use letters, digits and _.");
        (Find(language)
            ?? throw new NotebookException(
                $"There is no language {language}; {NearestName.Hint(language, languages.Select(known => known.Names[0]))}"))
            .Set(new(name, value?.GetType() ?? typeof(object), value));
    }

    /// <summary>Shows what a part of a cell came to, before the cell has ended.</summary>
    public static void Show(object? value, CellContext cell)
    {
        if (value is not (null or DisplayedValue))
            _ = new DisplayedValue(cell, value, null);
    }

    /// <summary>The language of that name, or null.</summary>
    public ILanguage? Find(string name) =>
        languages.FirstOrDefault(language => language.Names.Contains(name, StringComparer.OrdinalIgnoreCase));

    /// <summary>
    /// What the value of an option stands for: text for itself, <c>@LANGUAGE:NAME</c> for a variable, <c>@input:PROMPT</c> and
    /// <c>@password:PROMPT</c> for what the user answers.
    /// </summary>
    /// <param name="text">The value as it is written.</param>
    /// <param name="directive">The line that it is part of.</param>
    /// <param name="cell">The running cell.</param>
    /// <exception cref="CodeException">There is no such variable.</exception>
    /// <exception cref="InvalidOperationException">Nobody is there to answer.</exception>
    public Variable Value(string text, CellDirective directive, CellContext cell) =>
        !text.StartsWith('@') ? new("", typeof(string), text)
        : text[1..].Split(':', 2) is [("input" or "password") and var kind, .. var prompt]
            ? new("", typeof(string), cell.Ask(prompt.FirstOrDefault(""), isPassword: kind == "password"))
        : Variable(text[1..], directive);

    /// <summary>A variable, written <c>LANGUAGE:NAME</c>.</summary>
    /// <param name="reference">The text.</param>
    /// <param name="directive">The line that asks.</param>
    /// <exception cref="CodeException">There is no such variable.</exception>
    public Variable Variable(string reference, CellDirective directive)
    {
        if (reference.Split(':', 2) is not [var from, { Length: > 0 } name])
            throw directive.Wrong($"@{reference} names no variable; it is written @LANGUAGE:NAME, for instance @csharp:x");
        var language = Find(from)
            ?? throw directive.Wrong($"There is no language {from} to take {name} from; "
                + NearestName.Hint(from, languages.Select(known => known.Names[0])));
        return language.Variables.FirstOrDefault(variable => variable.Name == name)
            ?? throw directive.Wrong($"{language.Names[0]} has no variable {name}; "
                + NearestName.Hint(name, language.Variables.Select(variable => variable.Name).Order(StringComparer.Ordinal)));
    }

    private ILanguage Language(CellDirective directive) => Find(directive.Name)
        ?? throw directive.Wrong(Unknown(directive.Name));

    /// <summary>The language that the notebook says a cell is written in.</summary>
    private ILanguage Noted(CellDirective directive) => Find(directive.Name)
        ?? throw directive.Wrong($"{Unknown(directive.Name)} The notebook says that this cell is in {directive.Name}: "
            + "write it in one of these, or run the notebook with the kernel that it was written for");

    private string Unknown(string name) =>
        $"#!{name} is not known; {NearestName.Hint($"#!{name}", Words.Select(word => $"#!{word}"))}";
}
