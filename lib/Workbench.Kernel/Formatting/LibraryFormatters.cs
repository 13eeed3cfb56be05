using System.Collections;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Kernel.Formatting;

/// <summary>
/// The formatters that libraries of a notebook bring for types of other libraries, which cannot carry the attribute that
/// <see cref="InteractiveFormatter"/> describes. The library carries it instead, with one property more:
/// <c>[assembly: TypeFormatterSource(typeof(SomeSource), FormattedType = typeof(Foreign), PreferredMimeTypes = [...])]</c>.
/// </summary>
/// <param name="context">Where the libraries are loaded.</param>
internal sealed class LibraryFormatters(AssemblyLoadContext context)
{
    private const string AttributeName = "TypeFormatterSourceAttribute";

    private readonly HashSet<string> seen = [];

    /// <summary>Registers what libraries bring that cells have named by now; nothing else of them is loaded, and each is asked once.</summary>
    /// <param name="paths">Where they lie.</param>
    /// <exception cref="NotebookException">A library has the attribute, and not what it promises.</exception>
    public void Register(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            if (seen.Add(path) && HasAttribute(path))
                Register(context.LoadFromAssemblyName(new(Path.GetFileNameWithoutExtension(path))));
    }

    /// <summary>Registers what a library brings.</summary>
    /// <exception cref="NotebookException">It has the attribute, and not what that promises.</exception>
    public static void Register(Assembly library)
    {
        foreach (var attribute in library.GetCustomAttributes().Where(attribute => attribute.GetType().Name == AttributeName))
            if (Property<Type>(attribute, "FormattedType") is not { } type
                || Property<Type>(attribute, "FormatterSourceType") is not { } source
                || !Register(type, Activator.CreateInstance(source, nonPublic: true)!, Property<string[]>(attribute, "PreferredMimeTypes")))
                throw new NotebookException($"{library.GetName().Name} names formatters by {AttributeName} that are none: it needs the "
                    + "properties FormattedType and FormatterSourceType, and that type a method CreateTypeFormatters().");
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

    /// <summary>Whether a file has the attribute; it is read, not loaded.</summary>
    private static bool HasAttribute(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.GetAssemblyDefinition().GetCustomAttributes()
            .Select(attribute => metadata.GetCustomAttribute(attribute).Constructor)
            .Any(constructor => constructor.Kind == HandleKind.MemberReference
                ? metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type
                    && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)type).Name, AttributeName)
                : metadata.StringComparer.Equals(metadata.GetTypeDefinition(
                    metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name, AttributeName));
    }
}
