using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Kernel.Scripting;

namespace Workbench.Kernel.Editing;

/// <summary>What can stand at a place of a cell, asked of the compiler's semantic model, which bears broken code. Nothing is run.</summary>
internal sealed class CellCompleter
{
    /// <summary>Fewer letters begin so many names of types that their list helps nobody.</summary>
    private const int LettersOfUnopened = 2;

    private static readonly string[] Keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).Where(word => !word.StartsWith('_')),
        "and", "async", "await", "dynamic", "from", "get", "init", "into", "join", "let", "nameof", "not", "or", "orderby",
        "record", "required", "select", "set", "var", "when", "where", "with", "yield",
    ];

    private readonly ScriptChain chain;
    private readonly string code;
    private readonly CodePlace place;
    private readonly SemanticModel model;
    private readonly SyntaxToken before;

    private CellCompleter(ScriptChain chain, string code, CodePlace place)
    {
        (this.chain, this.code, this.place) = (chain, code, place);
        (model, before) = (place.Model, place.Before);
    }

    /// <summary>Completes the name that ends at the place.</summary>
    /// <param name="chain">The cells before.</param>
    /// <param name="code">The cell.</param>
    /// <param name="position">The place, in UTF-16 units.</param>
    public static CompletionList Complete(ScriptChain chain, string code, int position)
    {
        (code, var places) = WithAtStart.Repair(code);
        var place = new CodePlace(chain.Analyze(code), code, WithAtStart.Repaired(position, places));
        return !place.TakesName ? new(position, position, [])
            : new(position - place.Prefix.Length, position,
                [.. new CellCompleter(chain, code, place).Items().DistinctBy(item => item.Qualified ?? item.Text)],
                WithAtStart.Written(place.UsingStart(), places));
    }

    private IEnumerable<Completion> Items()
    {
        if (before.IsKind(SyntaxKind.DotToken))
        {
            var (members, type) = Members();
            return [.. Sorted(members), .. UnopenedExtensions(type)];
        }
        if (before.Parent is InitializerExpressionSyntax braces && Settable(braces) is { } settable)
            return settable;
        if (before.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
            return Sorted(chain.Names(code, place.Start).Where(symbol => symbol is INamespaceOrTypeSymbol));
        var isNew = before.IsKind(SyntaxKind.NewKeyword);
        List<ITypeSymbol> expected = [.. ExpectedTypes.After(model, isNew ? before.GetPreviousToken() : before)];
        List<ISymbol> names = [.. chain.Names(code, place.Start)];
        var values = new FittingValues(place, names);
        return
        [
            .. isNew || expected.Count == 0 ? [] : Sorted(names.Where(name => IsOfCells(name) && expected.Any(type => Fits(name, type)))),
            .. isNew ? [] : ArgumentNames(),
            .. expected.SelectMany(type => isNew ? values.Created(type) : values.Of(type)),
            .. Sorted(names, Keywords.Where(place.Matches).Select(word => new Completion(word, "keyword"))),
            .. Unopened(names),
        ];
    }

    /// <summary>What can follow the dot, and the type of what stands before it where that is a value.</summary>
    private (IEnumerable<ISymbol> Members, ITypeSymbol? Type) Members()
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
            return ([], null);
        var (symbol, type) = Meaning(left);
        if (symbol is INamespaceOrTypeSymbol container)
            return (model.LookupSymbols(place.Start, container).Where(member => member.IsStatic || member is INamespaceOrTypeSymbol), null);
        if (before.Parent is MemberBindingExpressionSyntax
            && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        return type is null or { SpecialType: SpecialType.System_Void } or { TypeKind: TypeKind.Error } ? ([], null)
            : (model.LookupSymbols(place.Start, type, includeReducedExtensionMethods: true)
                .Where(member => member is not INamespaceOrTypeSymbol
                    && (!member.IsStatic || member is IMethodSymbol { MethodKind: MethodKind.ReducedExtension })), type);
    }

    private (ISymbol? Symbol, ITypeSymbol? Type) Meaning(ExpressionSyntax left)
    {
        // `songs.` above a line `x = 1` reads as the type songs.x: ask again for the expression songs.
        if (left.Parent is QualifiedNameSyntax && left.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null)
        {
            var expression = SyntaxFactory.ParseExpression(left.ToString());
            var symbol = model.GetSpeculativeSymbolInfo(place.Start, expression, SpeculativeBindingOption.BindAsExpression).Symbol;
            if (symbol is not null)
                return (symbol, model.GetSpeculativeTypeInfo(place.Start, expression, SpeculativeBindingOption.BindAsExpression).Type);
        }
        return (model.GetSymbolInfo(left).Symbol, model.GetTypeInfo(left).Type);
    }

    /// <summary>What the braces behind <c>new</c> or <c>with</c> can still set; null in those of a collection.</summary>
    private IEnumerable<Completion>? Settable(InitializerExpressionSyntax braces)
    {
        if (ExpectedTypes.Filled(model, braces) is not { } type
            || braces.Parent is not WithExpressionSyntax
                && type.AllInterfaces.Any(face => face.SpecialType == SpecialType.System_Collections_IEnumerable))
            return null;
        var set = braces.Expressions.OfType<AssignmentExpressionSyntax>().Where(assignment => assignment.SpanStart != place.Start)
            .Select(assignment => assignment.Left.ToString()).ToHashSet();
        var settable = model.LookupSymbols(place.Start, type).Where(member => IsSettable(member) && !set.Contains(member.Name));
        return Sorted(settable, filled: type);
    }

    private bool IsSettable(ISymbol member) => !member.IsStatic && member switch
    {
        IPropertySymbol property => property.SetMethod is { } set
            ? model.IsAccessible(place.Start, set)
            : property.ContainingType.IsAnonymousType,
        IFieldSymbol field => !field.IsReadOnly && !field.IsConst,
        _ => false,
    };

    private IEnumerable<Completion> ArgumentNames()
    {
        if (before.Parent is not ArgumentListSyntax arguments || before.IsKind(SyntaxKind.CloseParenToken))
            return [];
        var given = arguments.Arguments.Where(argument => argument.SpanStart != place.Start && argument.NameColon is not null)
            .Select(argument => argument.NameColon!.Name.Identifier.ValueText).ToHashSet();
        var positional = arguments.Arguments.TakeWhile(argument => argument.Span.End < place.Start && argument.NameColon is null).Count();
        return Callable.Methods(model, arguments).SelectMany(method => method.Parameters)
            .Where(parameter => place.Matches(parameter.Name) && parameter.Ordinal >= positional && !given.Contains(parameter.Name))
            .DistinctBy(parameter => parameter.Name)
            .Select(parameter => new Completion(parameter.Name + ":", "parameter", Defaults.Of(parameter)))
            .OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Types of namespaces that no using has opened.</summary>
    private IEnumerable<Completion> Unopened(IEnumerable<ISymbol> names)
    {
        if (place.Prefix.Length < LettersOfUnopened)
            return [];
        var opened = names.OfType<INamedTypeSymbol>().Where(type => place.Matches(type.Name))
            .Select(type => (type.Name, type.ContainingNamespace.ToDisplayString())).ToHashSet();
        return TypeIndex.Of(model.Compilation).Where(type => place.Matches(type.Name) && !opened.Contains((type.Name, type.Namespace)))
            .OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase)
            .Select(type => new Completion(type.Name, type.Kind, Namespace: type.Namespace));
    }

    /// <summary>Extension methods of namespaces that no using has opened. (Those that one has are items already.)</summary>
    private IEnumerable<Completion> UnopenedExtensions(ITypeSymbol? type) =>
        type is null || place.Prefix.Length < LettersOfUnopened ? []
            : from method in TypeIndex.Extensions(model.Compilation, type, place.Matches)
              where !Visibility.IsHidden(method)
              orderby method.Name
              // A name alone cannot say where it comes from.
              select new Completion(method.Name, "method", Namespace: $"{method.ContainingNamespace}") { Qualified = null };

    /// <summary>Whether a variable, other than the one that is being declared, can stand where a type is expected.</summary>
    private bool Fits(ISymbol name, ITypeSymbol expected) => Type(name) is { } type
        && model.Compilation.ClassifyConversion(type, expected).IsImplicit
        && !name.DeclaringSyntaxReferences.Any(declared => declared.SyntaxTree.GetText().ContentEquals(model.SyntaxTree.GetText())
            && declared.Span.Contains(place.Start - 1));

    private ITypeSymbol? Type(ISymbol name)
    {
        var type = TypeOf(name);
        // The names of this cell were asked for without the cells before, whose types they may have.
        return type?.TypeKind != TypeKind.Error ? type
            : model.LookupSymbols(place.Start, name: name.Name).Select(TypeOf).FirstOrDefault(known => known?.TypeKind != TypeKind.Error);

        static ITypeSymbol? TypeOf(ISymbol name) => name switch
        {
            ILocalSymbol local => local.Type,
            IParameterSymbol parameter => parameter.Type,
            IFieldSymbol field => field.Type,
            _ => null,
        };
    }

    private IEnumerable<Completion> Sorted(
        IEnumerable<ISymbol> symbols, IEnumerable<Completion>? others = null, ITypeSymbol? filled = null) =>
        symbols.Where(symbol => symbol.CanBeReferencedByName && place.Matches(symbol.Name)
                && (symbol is INamespaceOrTypeSymbol || !Visibility.IsHidden(symbol)))
            .DistinctBy(symbol => symbol.Name)
            .Select(symbol => (Item: new Completion(Written(symbol.Name), SymbolKinds.Name(symbol),
                filled is null ? null : Defaults.Of(symbol, filled)), IsOurs: IsOfCells(symbol)))
            .Concat((others ?? []).Select(item => (Item: item, IsOurs: false)))
            .OrderByDescending(entry => entry.IsOurs).ThenBy(entry => entry.Item.Text, StringComparer.OrdinalIgnoreCase)
            .Select(entry => entry.Item);

    private static bool IsOfCells(ISymbol symbol) =>
        symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol || symbol.ContainingType?.IsScriptClass == true;

    private static string Written(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
