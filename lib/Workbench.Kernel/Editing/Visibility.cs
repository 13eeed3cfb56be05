using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Editing;

/// <summary>What libraries want out of sight.</summary>
internal static class Visibility
{
    /// <summary>Whether it is marked as not for editors, or as obsolete. Reading the attributes of all types would take long.</summary>
    public static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        // EditorBrowsableState.Never.
        attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]
        || attribute.AttributeClass?.Name == "ObsoleteAttribute");
}
