using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Scripting;

/// <summary>
/// Statements that begin <c>spec with { </c>. The script dialect takes them for properties named with, of the type spec, and then finds no
/// accessors in the braces; behind <c>_=</c> they are expressions, with the same value.
/// </summary>
internal static class WithAtStart
{
    private const string Assigned = "_=";

    /// <summary>The code with all such statements made expressions.</summary>
    /// <param name="code">A cell, which may be unfinished.</param>
    /// <returns>The code, and where in it something was put.</returns>
    public static (string Code, IReadOnlyList<int> Places) Repair(string code)
    {
        if (!code.Contains("with", StringComparison.Ordinal))
            return (code, []);
        int[] starts =
        [
            .. CSharpSyntaxTree.ParseText(code, ScriptChain.ParseOptions).GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>()
                .Where(property => property.Identifier.ValueText == "with" && property.Modifiers.Count == 0
                    && property.AccessorList?.Accessors.All(accessor => accessor.Keyword.IsMissing
                        || accessor.RawKind == (int)SyntaxKind.UnknownAccessorDeclaration) == true)
                .Select(property => property.SpanStart),
        ];
        foreach (var start in starts.Reverse())
            code = code.Insert(start, Assigned);
        return (code, [.. starts.Select((start, before) => start + before * Assigned.Length)]);
    }

    /// <summary>Where a place of the code that was written lies in the repaired code.</summary>
    public static int Repaired(int position, IReadOnlyList<int> places) =>
        places.Aggregate(position, (at, place) => place <= at ? at + Assigned.Length : at);

    /// <summary>Where a place of the repaired code lies in the code that was written.</summary>
    public static int Written(int position, IReadOnlyList<int> places) =>
        position - places.Sum(place => Math.Clamp(position - place, 0, Assigned.Length));
}
