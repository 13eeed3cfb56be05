using System.Text.RegularExpressions;
using Workbench.Foundation;

namespace Workbench.Kernel.Languages;

/// <summary>A line such as <c>#!share --from fsharp x</c>, which is no code but says what happens with code.</summary>
/// <param name="Name">The word behind <c>#!</c>.</param>
/// <param name="Line">The line of the cell, from 1.</param>
/// <param name="Arguments">The words that belong to no option.</param>
/// <param name="Options">The options by name, without dashes; empty text for one without a value.</param>
internal sealed partial record CellDirective(string Name, int Line, IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Options)
{
    /// <summary>
    /// Whether the lines below are of the same language as those above: an <see cref="IDirective"/> does something, and any other word
    /// chooses a language.
    /// </summary>
    public bool KeepsLanguage => CellLanguages.Directive(Name) is not null;

    /// <summary>The directive that a line of code stands for, or null. (<c>#!/usr/bin/env</c> is for shells, and C# skips it.)</summary>
    /// <param name="text">The line.</param>
    /// <param name="line">Its number, from 1.</param>
    public static CellDirective? Parse(string text, int line)
    {
        if (!Head().IsMatch(text))
            return null;
        string[] words = [.. Word().Matches(text[2..]).Select(word => word.Value)];
        var arguments = new List<string>();
        var options = new Dictionary<string, string>();
        for (var i = 1; i < words.Length; i++)
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                arguments.Add(Unquoted(words[i]));
            else if (i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal))
                options[words[i][2..]] = Unquoted(words[++i]);
            else
                options[words[i][2..]] = "";
        return new(words[0], line, arguments, options);
    }

    /// <summary>Refuses options and arguments that the directive does not have.</summary>
    /// <param name="usage">How it is written, for instance <c>#!import FILE</c>.</param>
    /// <param name="argumentCount">How many arguments it takes.</param>
    /// <param name="options">The options that it has.</param>
    /// <exception cref="CodeException">There are others.</exception>
    public void Expect(string usage, int argumentCount, params IReadOnlyList<string> options)
    {
        if (Options.Keys.FirstOrDefault(option => !options.Contains(option)) is { } unknown)
            throw Wrong($"#!{Name} has no option --{unknown}; "
                + (NearestName.Of(unknown, options) is { } near ? $"did you mean --{near}?" : $"it is written {usage}"));
        if (Arguments.Count != argumentCount)
            throw Wrong($"#!{Name} is written {usage}");
    }

    /// <summary>The error that this line is wrong.</summary>
    public CodeException Wrong(string message) =>
        new(new("DirectiveError", message, [FormattableString.Invariant($"({Line},1): error {message}")], Line));

    private static string Unquoted(string word) => word.Replace("\"", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^#![A-Za-z]")]
    private static partial Regex Head();

    /// <summary>A word, which may hold quoted spaces: <c>@input:"Which one?"</c>.</summary>
    [GeneratedRegex(@"(?:[^\s""]|""[^""]*""?)+")]
    private static partial Regex Word();
}
