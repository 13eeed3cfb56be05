using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Packages;

/// <summary>
/// The lines <c>#r "nuget: NAME, VERSION"</c> and <c>#i "nuget: SOURCE"</c> of some code, which no compiler gets to see.
/// </summary>
/// <param name="Code">The code with blanks in their place, so that positions stay.</param>
/// <param name="Found">The lines.</param>
internal sealed partial record PackageLines(string Code, IReadOnlyList<PackageLine> Found)
{
    /// <summary>Takes the lines out of C#.</summary>
    /// <param name="code">The code.</param>
    public static PackageLines OfCSharp(string code)
    {
        if (!Directive().IsMatch(code))
            return new(code, []);
        // In text over several lines there may stand the same: the parser knows which lines are directives.
        var tree = CSharpSyntaxTree.ParseText(code, ScriptChain.ParseOptions);
        var (lines, numbers) = (tree.GetText().Lines, new HashSet<int>());
        for (var found = tree.GetRoot().GetFirstDirective(); found is not null; found = found.GetNextDirective())
            if (found.IsActive)
                numbers.Add(lines.GetLinePosition(found.SpanStart).Line);
        return Of(code, numbers.Contains);
    }

    /// <summary>Takes the lines out of F#.</summary>
    /// <param name="code">The code.</param>
    public static PackageLines OfFSharp(string code) => Of(code, _ => true);

    private static PackageLines Of(string code, Func<int, bool> isDirective)
    {
        var (blanked, found) = (code.ToCharArray(), new List<PackageLine>());
        foreach (Match match in Directive().Matches(code))
        {
            var number = code.AsSpan(0, match.Index).Count('\n');
            if (!isDirective(number))
                continue;
            found.Add(new(number + 1, match.Groups["letter"].Value == "i", match.Groups["rest"].Value.Trim()));
            blanked.AsSpan(match.Index, match.Length).Fill(' ');
        }
        return new(new string(blanked), found);
    }

    // A path such as "nuget/some.dll" is none of ours.
    [GeneratedRegex("""^[ \t]*#(?:(?<letter>r)[ \t]*(?<rest>@?"?[ \t]*nuget(?![\w./\\-])[^\r\n]*)|(?<letter>i)\b(?<rest>[^\r\n]*))""",
        RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Directive();
}
