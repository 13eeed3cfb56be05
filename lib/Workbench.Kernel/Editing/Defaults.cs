using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Kernel.Editing;

/// <summary>What stands beside a member or parameter that takes a value: its type, and what it is where nothing is said.</summary>
internal static class Defaults
{
    /// <summary><c>double = 0.001</c>, or the type alone where the default is not known.</summary>
    /// <param name="symbol">The member or parameter.</param>
    /// <param name="filled">The type that is made, of a member.</param>
    public static string? Of(ISymbol symbol, ITypeSymbol? filled = null) => symbol switch
    {
        IParameterSymbol parameter => Text(parameter.Type, parameter),
        IPropertySymbol property => Text(property.Type, Positional(property, filled)),
        IFieldSymbol field => Text(field.Type, null),
        _ => null,
    };

    private static string Text(ITypeSymbol type, IParameterSymbol? parameter)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return parameter?.HasExplicitDefaultValue == true ? $"{name} = {Literal(parameter)}" : name;
    }

    /// <summary>The parameter by which a record sets the property.</summary>
    private static IParameterSymbol? Positional(IPropertySymbol property, ITypeSymbol? filled) =>
        filled is INamedTypeSymbol { IsRecord: true } record
            ? record.InstanceConstructors.SelectMany(constructor => constructor.Parameters)
                .FirstOrDefault(parameter => parameter.Name == property.Name
                    && SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type))
            : null;

    private static string Literal(IParameterSymbol parameter)
    {
        var value = parameter.ExplicitDefaultValue;
        if (value is not null && parameter.Type is { TypeKind: TypeKind.Enum } type)
            return type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(member => Equals(member.ConstantValue, value))?.Name
                ?? Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return value is null && parameter.Type is { IsValueType: true, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T }
            ? "default"
            : SymbolDisplay.FormatPrimitive(value!, quoteStrings: true, useHexadecimalNumbers: false) ?? "null";
    }
}
