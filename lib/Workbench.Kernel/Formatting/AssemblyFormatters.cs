using System.Collections;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Formatting;

/// <summary>
/// The formatters that a library brings for types of other libraries, which cannot carry the attribute that .NET Interactive looks for on a
/// type. The library carries one of that name instead, with one property more:
/// <c>[assembly: TypeFormatterSource(typeof(SomeSource), FormattedType = typeof(Foreign), PreferredMimeTypes = [...])]</c>.
/// </summary>
internal static class AssemblyFormatters
{
    private const string AttributeName = "TypeFormatterSourceAttribute";

    /// <summary>Whether a file has the attribute; it is read, not loaded.</summary>
    public static bool AreIn(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.GetAssemblyDefinition().GetCustomAttributes()
            .Select(attribute => metadata.GetCustomAttribute(attribute).Constructor)
            .Select(constructor => constructor.Kind == HandleKind.MethodDefinition
                ? metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name
                : metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type
                    ? metadata.GetTypeReference((TypeReferenceHandle)type).Name : default)
            .Any(name => metadata.StringComparer.Equals(name, AttributeName));
    }

    /// <summary>Registers what a library brings.</summary>
    /// <exception cref="InvalidOperationException">It has the attribute, and not what that promises.</exception>
    public static void Register(Assembly library)
    {
        foreach (var attribute in library.GetCustomAttributes().Where(attribute => attribute.GetType().Name == AttributeName))
            if (Property<Type>(attribute, "FormattedType") is not { } type
                || Property<Type>(attribute, "FormatterSourceType") is not { } source
                || !Register(type, Activator.CreateInstance(source, nonPublic: true)!, Property<string[]>(attribute, "PreferredMimeTypes")))
                throw new InvalidOperationException(
                    $"{library.GetName().Name} names formatters by {AttributeName} that are none: it needs the properties FormattedType "
                    + "and FormatterSourceType, and that type a method CreateTypeFormatters().");
    }

    private static bool Register(Type type, object source, string[]? preferred)
    {
        if (source.GetType().GetMethod("CreateTypeFormatters")?.Invoke(source, null) is not IEnumerable formatters)
            return false;
        foreach (var formatter in formatters)
        {
            if (Property<string>(formatter, "MimeType") is not { } mimeType
                || Delegate.CreateDelegate(typeof(Func<object, TextWriter, bool>), formatter, "Format", false, false) is not { } format)
                return false;
            var write = (Func<object, TextWriter, bool>)format;
            Formatter.Register(type, (value, writing) => write(value, writing.Writer), mimeType);
        }
        if (preferred is { Length: > 0 })
            Formatter.SetPreferredMimeTypesFor(type, preferred);
        return true;
    }

    private static T? Property<T>(object of, string name) where T : class => of.GetType().GetProperty(name)?.GetValue(of) as T;
}
