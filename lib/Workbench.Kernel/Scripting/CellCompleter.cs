using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.Scripting;

/// <summary>What can stand at a place of a cell, asked of the compiler's semantic model, which bears broken code. Nothing is run.</summary>
internal sealed class CellCompleter
{
    private static readonly string[] Keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).Where(word => !word.StartsWith('_')),
        "and", "async", "await", "dynamic", "from", "get", "init", "into", "join", "let", "nameof", "not", "or", "orderby",
        "record", "required", "select", "set", "var", "when", "where", "with", "yield",
    ];

    private readonly ScriptChain chain;
    private readonly string code;
    private readonly SemanticModel model;
    private readonly int start;
    private readonly string prefix;
    private readonly SyntaxToken before;

    private CellCompleter(ScriptChain chain, string code, SemanticModel model, int start, int position)
    {
        (this.chain, this.code, this.model, this.start) = (chain, code, model, start);
        prefix = code[start..position];
        before = TokenBefore(model.SyntaxTree.GetRoot(), start);
    }

    /// <summary>Completes the name that ends at the place.</summary>
    /// <param name="chain">The cells before.</param>
    /// <param name="code">The cell.</param>
    /// <param name="position">The place, in UTF-16 units.</param>
    public static CompletionList Complete(ScriptChain chain, string code, int position)
    {
        var model = chain.Analyze(code);
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        if (start < position && char.IsDigit(code[start]) || IsText(model.SyntaxTree.GetRoot(), position))
            return new(position, position, []);
        var completer = new CellCompleter(chain, code, model, start, position);
        return new(start, position, [.. completer.Items()]);
    }

    private IEnumerable<Completion> Items()
    {
        if (before.IsKind(SyntaxKind.DotToken))
            return Sorted(Members());
        if (before.Parent is InitializerExpressionSyntax initializer && InitializedMembers(initializer) is { } initialized)
            return Sorted(initialized);
        if (before.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
            return Sorted(chain.Names(code, start).Where(symbol => symbol is INamespaceOrTypeSymbol));
        var words = Keywords.Where(Matches).Select(word => new Completion(word, "keyword"));
        return Sorted(chain.Names(code, start), words.Concat(ArgumentNames()));
    }

    /// <summary>What can follow the dot.</summary>
    private IEnumerable<ISymbol> Members()
    {
        ExpressionSyntax? left = before.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding =>
                binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>()
                    .First(access => access.WhenNotNull.Span.Contains(binding.Span)).Expression,
            _ => null,
        };
        if (left is null)
            return [];
        var (symbol, type) = Meaning(left);
        if (symbol is INamespaceOrTypeSymbol container)
            return model.LookupSymbols(start, container).Where(member => member.IsStatic || member is INamespaceOrTypeSymbol);
        if (before.Parent is MemberBindingExpressionSyntax
            && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type is null or { SpecialType: SpecialType.System_Void } ? []
            : model.LookupSymbols(start, type, includeReducedExtensionMethods: true)
                .Where(member => member is not INamespaceOrTypeSymbol
                    && (!member.IsStatic || member is IMethodSymbol { MethodKind: MethodKind.ReducedExtension }));
    }

    private (ISymbol? Symbol, ITypeSymbol? Type) Meaning(ExpressionSyntax left)
    {
        // `songs.` above a line `x = 1` reads as the type songs.x: ask again for the expression songs.
        if (left.Parent is QualifiedNameSyntax && left.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null)
        {
            var expression = SyntaxFactory.ParseExpression(left.ToString());
            var symbol = model.GetSpeculativeSymbolInfo(start, expression, SpeculativeBindingOption.BindAsExpression).Symbol;
            if (symbol is not null)
                return (symbol, model.GetSpeculativeTypeInfo(start, expression, SpeculativeBindingOption.BindAsExpression).Type);
        }
        return (model.GetSymbolInfo(left).Symbol, model.GetTypeInfo(left).Type);
    }

    /// <summary>What an object initializer can still set; null in the initializer of a collection.</summary>
    private IEnumerable<ISymbol>? InitializedMembers(InitializerExpressionSyntax initializer)
    {
        var type = initializer.Parent switch
        {
            BaseObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation).Type,
            WithExpressionSyntax with => model.GetTypeInfo(with.Expression).Type,
            _ => null,
        };
        if (type is null
            || initializer.Parent is not WithExpressionSyntax
                && type.AllInterfaces.Any(face => face.SpecialType == SpecialType.System_Collections_IEnumerable))
            return null;
        var set = initializer.Expressions.OfType<AssignmentExpressionSyntax>().Select(assignment => assignment.Left.ToString()).ToHashSet();
        return model.LookupSymbols(start, type).Where(member => !member.IsStatic && !set.Contains(member.Name)
            && member is IPropertySymbol { SetMethod: not null } or IFieldSymbol { IsReadOnly: false, IsConst: false });
    }

    private IEnumerable<Completion> ArgumentNames()
    {
        if (before.Parent is not ArgumentListSyntax arguments || before.IsKind(SyntaxKind.CloseParenToken))
            return [];
        IEnumerable<ISymbol> called = arguments.Parent switch
        {
            InvocationExpressionSyntax call => model.GetMemberGroup(call.Expression),
            BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation).Type is INamedTypeSymbol type =>
                type.InstanceConstructors,
            _ => [],
        };
        return called.OfType<IMethodSymbol>().Where(method => model.IsAccessible(start, method))
            .SelectMany(method => method.Parameters, (_, parameter) => parameter.Name).Distinct()
            .Where(Matches).Select(name => new Completion(name + ":", "parameter"));
    }

    private IEnumerable<Completion> Sorted(IEnumerable<ISymbol> symbols, IEnumerable<Completion>? others = null) =>
        symbols.Where(symbol => symbol.CanBeReferencedByName && Matches(symbol.Name) && !IsHidden(symbol))
            .DistinctBy(symbol => symbol.Name)
            .Select(symbol => (Item: new Completion(Written(symbol.Name), Kind(symbol)), IsOurs: IsOfCells(symbol)))
            .Concat((others ?? []).Select(item => (Item: item, IsOurs: item.Kind == "parameter")))
            .OrderByDescending(entry => entry.IsOurs).ThenBy(entry => entry.Item.Text, StringComparer.OrdinalIgnoreCase)
            .Select(entry => entry.Item);

    private bool Matches(string name) => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the library wants it out of sight; of members alone, as reading the attributes of all types takes long.</summary>
    private static bool IsHidden(ISymbol symbol) => symbol is not INamespaceOrTypeSymbol && symbol.GetAttributes().Any(attribute =>
        // EditorBrowsableState.Never.
        attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]);

    private static bool IsOfCells(ISymbol symbol) =>
        symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol || symbol.ContainingType?.IsScriptClass == true;

    private static string Written(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    private static string Kind(ISymbol symbol) => symbol switch
    {
        IAliasSymbol alias => Kind(alias.Target),
        INamespaceSymbol => "namespace",
        ITypeParameterSymbol => "typeParameter",
        ITypeSymbol type => type.TypeKind switch
        {
            TypeKind.Struct => "struct",
            TypeKind.Interface => "interface",
            TypeKind.Enum => "enum",
            TypeKind.Delegate => "delegate",
            _ => "class",
        },
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enumMember",
        IFieldSymbol { ContainingType.IsScriptClass: false } => "field",
        IParameterSymbol => "parameter",
        _ => "variable",
    };

    private static SyntaxToken TokenBefore(SyntaxNode root, int position)
    {
        var token = root.FindToken(Math.Max(0, position - 1));
        return token.SpanStart < position ? token : token.GetPreviousToken();
    }

    /// <summary>Whether the place is in a comment, a directive, or the text of a string.</summary>
    private static bool IsText(SyntaxNode root, int position)
    {
        if (position == 0)
            return false;
        var trivia = root.FindTrivia(position - 1);
        if (trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            return position < trivia.Span.End || trivia.ContainsDiagnostics;
        if (trivia.IsDirective || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.DisabledTextTrivia))
            return true;
        var token = root.FindToken(position - 1);
        return token.Kind() switch
        {
            SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken => true,
            SyntaxKind.CloseBraceToken => token.Parent is InterpolationSyntax,
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.Utf8StringLiteralToken =>
                    token.SpanStart < position && (position < token.Span.End || token.ContainsDiagnostics),
            _ => false,
        };
    }
}
