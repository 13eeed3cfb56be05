using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Kernel.Running;

/// <summary>Writes a parameter's text as a C# literal of the variable's type.</summary>
internal static class ParameterLiteral
{
    /// <summary>The literal, or null where the text is no value of that type.</summary>
    public static string? Of(ITypeSymbol type, string text)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return text == "null" ? "null" : Of(nullable.TypeArguments[0], text);
        if (type.TypeKind == TypeKind.Enum)
            return type.GetMembers(text).Any(member => member is IFieldSymbol) ? $"{type.ToDisplayString()}.{text}" : null;
        return type.SpecialType switch
        {
            SpecialType.System_String => SymbolDisplay.FormatLiteral(text, quote: true),
            SpecialType.System_Boolean => text is "true" or "false" ? text : null,
            SpecialType.System_Byte => Integer<byte>(text),
            SpecialType.System_Int16 => Integer<short>(text),
            SpecialType.System_Int32 => Integer<int>(text),
            SpecialType.System_Int64 => Integer<long>(text),
            SpecialType.System_UInt32 => Integer<uint>(text),
            SpecialType.System_UInt64 => Integer<ulong>(text),
            SpecialType.System_Single => Real<float>(text, "f"),
            SpecialType.System_Double => Real<double>(text, ""),
            SpecialType.System_Decimal => Real<decimal>(text, "m"),
            _ => null,
        };
    }

    private static string? Integer<T>(string text) where T : IBinaryInteger<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value.ToString(null, CultureInfo.InvariantCulture)
            : null;

    private static string? Real<T>(string text, string suffix) where T : INumber<T> =>
        T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && T.IsFinite(value)
            ? value.ToString(null, CultureInfo.InvariantCulture) + suffix
            : null;
}
