namespace Workbench.Figures.Display;

/// <summary>
/// Tells .NET Interactive where a type's formatters are. It is recognised by its name and members, so that the library needs no
/// package of the kernel.
/// </summary>
/// <param name="formatterSourceType">A type with a public <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A type with a public <c>CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType => formatterSourceType;

    /// <summary>The forms that a notebook gets without asking for one.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
