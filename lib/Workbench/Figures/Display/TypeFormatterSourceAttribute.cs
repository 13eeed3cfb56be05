namespace Workbench.Figures.Display;

/// <summary>
/// Tells .NET Interactive where a type's formatters are. It is recognised by its name and members, so that the library needs no
/// package of the kernel. Our kernel knows it on an assembly too, which so brings the formatters of a type of another library.
/// </summary>
/// <param name="formatterSourceType">A type with a public <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A type with a public <c>CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType => formatterSourceType;

    /// <summary>On an assembly: the type of another library whose formatters they are.</summary>
    public Type? FormattedType { get; init; }

    /// <summary>The forms that a notebook gets without asking for one.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
