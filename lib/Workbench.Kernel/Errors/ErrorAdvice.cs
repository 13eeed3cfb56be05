using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Workbench.Foundation;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Errors;

/// <summary>What to write in the place of what the compiler refuses, where a general rule can tell.</summary>
internal sealed class ErrorAdvice
{
    private const int MostShown = 3, LongestValue = 60;

    private readonly SemanticModel model;
    private readonly SourceText text;
    private readonly UnknownNames names;
    private readonly MissingLibrary library;

    /// <param name="chain">The cells before.</param>
    /// <param name="code">The cell that is wrong.</param>
    public ErrorAdvice(ScriptChain chain, string code)
    {
        model = chain.Analyze(code);
        text = model.SyntaxTree.GetText();
        names = new(chain, code, model);
        library = new(chain.BaseDirectory, chain.Libraries.Host);
    }

    /// <summary>A sentence without a point at its end; null where there is nothing to add to what the compiler says.</summary>
    public string? For(Diagnostic error)
    {
        if (error.Location.SourceTree?.GetText().ContentEquals(text) != true) // that of a file that the cell loads is another
            return null;
        var span = error.Location.SourceSpan;
        var node = model.SyntaxTree.GetRoot().FindNode(span, findInsideTrivia: true, getInnermostNodeForTie: true);
        return error.Id switch
        {
            "CS0103" or "CS0246" => (node is SimpleNameSyntax name ? names.Advice(name) : null) ?? MissingLibrary.Namespace(node),
            "CS0234" => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(names.InNamespace)
                .FirstOrDefault(near => near is not null) ?? MissingLibrary.Namespace(node),
            "CS0117" or "CS1061" => (node is MemberBindingExpressionSyntax binding ? binding.Name : node) is SimpleNameSyntax member
                ? new UnknownMember(model, member).Advice() : null,
            "CS1739" => node.FirstAncestorOrSelf<ArgumentListSyntax>() is { } list ? Parameters(node.ToString(), list) : null,
            "CS1501" or "CS1729" or "CS7036" => Overloads(node),
            "CS0119" or "CS1955" when node is SimpleNameSyntax type && model.GetSymbolInfo(type).CandidateSymbols.Append(
                model.GetSymbolInfo(type).Symbol).Any(symbol => symbol is INamedTypeSymbol) =>
                $"`{type}` is a type: `new {type}{(type.Parent is InvocationExpressionSyntax ? "(...)" : " { ... }")}` makes one",
            "CS0144" => model.GetTypeInfo(node).Type is { } made ? Kinds(made) : null,
            "CS0029" => Member(node),
            "CS8852" => node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { } set ? Changed(set) : null,
            "CS1012" => "text stands in double quotes: \"...\"",
            "CS1024" => "a comment begins with `//`",
            "CS0193" when node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression } => "In C#: Math.Pow(x, y)",
            "CS1003" when span.Start < text.Length && text[span.Start] == ':'
                && node.FirstAncestorOrSelf<InitializerExpressionSyntax>() is not null => "in braces a value is set with `=`",
            "CS0006" => library.Reference(node),
            _ => Substitutes.OfLine(text.Lines.GetLineFromPosition(span.Start).ToString()),
        };
    }

    private string? Parameters(string written, ArgumentListSyntax list)
    {
        var methods = Callable.Methods(model, list);
        string[] known = [.. methods.SelectMany(method => method.Parameters, (_, parameter) => parameter.Name).Distinct()];
        return list.Parent is BaseObjectCreationExpressionSyntax made && model.GetTypeInfo(made).Type is { } type
            && !known.Contains(written, StringComparer.OrdinalIgnoreCase)
            && model.LookupSymbols(list.SpanStart, type, written).OfType<IPropertySymbol>().Any(property => property.SetMethod is not null)
            ? $"write `new {type.Name} {{ {written} = ... }}`"
            : NearestName.Of(written, known) is { } near ? $"did you mean `{near}:`?"
            : known.Length > 0 ? $"its parameters are {string.Join(", ", known)}"
            : null;
    }

    private string? Overloads(SyntaxNode node)
    {
        if (node.AncestorsAndSelf().Select(above => above switch
        {
            InvocationExpressionSyntax call => call.ArgumentList,
            BaseObjectCreationExpressionSyntax made => made.ArgumentList,
            _ => null,
        }).FirstOrDefault(list => list is not null) is not { } arguments)
            return null;
        string[] signatures = [.. Callable.Methods(model, arguments).Select(method => $"`{CellInspector.Signature(method)}`")];
        return signatures.Length == 0 ? null
            : $"there is {string.Join(", ", signatures.Take(MostShown))}"
                + (signatures.Length <= MostShown ? "" : FormattableString.Invariant($" and {signatures.Length - MostShown} more"));
    }

    private string? Kinds(ITypeSymbol type)
    {
        string[] kinds = [.. DerivedTypes.Of(type, model.Compilation).Where(kind => !kind.IsAbstract).Select(kind => kind.Name)];
        return kinds.Length == 0 ? null : $"there {(kinds.Length > 1 ? "are" : "is")} {string.Join(", ", kinds)}";
    }

    /// <summary>Text where a member of an enum is meant.</summary>
    private string? Member(SyntaxNode node) =>
        node is LiteralExpressionSyntax { Token.Value: string written } literal
        && ExpectedTypes.Here(model, literal).FirstOrDefault(type => type.TypeKind == TypeKind.Enum) is { } expected
        && NearestName.Of(written, expected.GetMembers().OfType<IFieldSymbol>().Select(member => member.Name)) is { } near
            ? $"write `{expected.Name}.{near}`"
            : null;

    /// <summary>How a record is changed: <c>spec = spec with { Training = spec.Training with { Epochs = 3 } };</c>.</summary>
    private string? Changed(AssignmentExpressionSyntax set)
    {
        ExpressionSyntax changed = set.Left;
        var value = set.Right.ToString();
        if (value.Length > LongestValue || value.Contains('\n', StringComparison.Ordinal))
            value = "...";
        if (set.Kind() != SyntaxKind.SimpleAssignmentExpression)
            value = $"{set.Left} {set.OperatorToken.ValueText[..^1]} {value}";
        while (changed is MemberAccessExpressionSyntax member && model.GetTypeInfo(member.Expression).Type is { IsRecord: true })
            (changed, value) = (member.Expression, $"{member.Expression} with {{ {member.Name} = {value} }}");
        return changed == set.Left ? null : $"write `{changed} = {value};`";
    }
}
