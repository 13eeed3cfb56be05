using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Scripting;

/// <summary>The names that cells hand on to those after them; asked once of each cell.</summary>
internal sealed class CellScopes
{
    private readonly ConditionalWeakTable<CSharpCompilation, ISymbol[]> scopes = [];

    /// <summary>
    /// What the cells have declared and their usings have opened, the latest first, then the namespaces of all libraries.
    /// </summary>
    /// <param name="last">The last cell; null before the first.</param>
    public IEnumerable<ISymbol> Names(CSharpCompilation? last)
    {
        for (var cell = last; cell is not null; cell = cell.ScriptCompilationInfo!.PreviousScriptCompilation)
            foreach (var name in scopes.GetValue(cell, OfCell))
                yield return name;
        foreach (var name in last?.GlobalNamespace.GetNamespaceMembers() ?? [])
            yield return name;
    }

    private static ISymbol[] OfCell(CSharpCompilation cell) =>
    [
        .. cell.ScriptClass!.GetMembers(),
        .. from tree in cell.SyntaxTrees
           from directive in tree.GetCompilationUnitRoot().Usings
           from name in Opened(cell.GetSemanticModel(tree), directive)
           select name,
    ];

    private static IEnumerable<ISymbol> Opened(SemanticModel model, UsingDirectiveSyntax directive)
    {
        if (directive.Alias is not null)
            return model.GetDeclaredSymbol(directive) is { } alias ? [alias] : [];
        return model.GetSymbolInfo(directive.NamespaceOrType).Symbol switch
        {
            INamespaceSymbol opened => opened.GetTypeMembers().Where(IsPublic),
            INamedTypeSymbol type => type.GetMembers().Where(member => member.IsStatic && IsPublic(member)),
            _ => [],
        };
    }

    private static bool IsPublic(ISymbol symbol) => symbol.DeclaredAccessibility == Accessibility.Public;
}
