using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workbench.Kernel.Formatting;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Kernel;

/// <summary>Libraries that bring the formatters of types of others, by an attribute that they declare themselves.</summary>
public sealed class AssemblyFormattersTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_library_brings_the_formatters_of_a_type_that_is_not_its_own()
    {
        Register("Cookies", """
            [assembly: TypeFormatterSource(typeof(Source), FormattedType = typeof(System.Net.Cookie), PreferredMimeTypes = ["text/html"])]
            sealed class Source { public object[] CreateTypeFormatters() => [new Written()]; }
            sealed class Written
            {
                public string MimeType => "text/html";
                public bool Format(object value, System.IO.TextWriter writer)
                {
                    writer.Write($"<b>{((System.Net.Cookie)value).Name}</b>");
                    return true;
                }
            }
            """);
        Assert.Equal("<b>oats</b>",
            (string?)new InteractiveFormatter().Format(new System.Net.Cookie("oats", "1")).ToJson()["text/html"]);
    }

    [Theory]
    [InlineData("NoType", "[assembly: TypeFormatterSource(typeof(Source))] sealed class Source { }")]
    [InlineData("NoMethod", "[assembly: TypeFormatterSource(typeof(Source), FormattedType = typeof(int))] sealed class Source { }")]
    public void What_the_attribute_does_not_keep_is_told(string name, string code)
    {
        var error = Assert.Throws<InvalidOperationException>(() => Register(name, code));
        Assert.Equal($"{name} names formatters by TypeFormatterSourceAttribute that are none: it needs the properties FormattedType and "
            + "FormatterSourceType, and that type a method CreateTypeFormatters().", error.Message);
    }

    private void Register(string name, string code)
    {
        const string attribute = """
            [System.AttributeUsage(System.AttributeTargets.Assembly)]
            sealed class TypeFormatterSourceAttribute(System.Type source) : System.Attribute
            {
                public System.Type FormatterSourceType => source;
                public System.Type FormattedType { get; init; }
                public string[] PreferredMimeTypes { get; init; }
            }
            """;
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Select(path => MetadataReference.CreateFromFile(path));
        var path = folder.File($"{name}.dll");
        var built = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code), CSharpSyntaxTree.ParseText(attribute)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
        Assert.True(built.Success, string.Join('\n', built.Diagnostics));
        using var library = File.OpenRead(path);
        AssemblyFormatters.Register(new AssemblyLoadContext(name).LoadFromStream(library));
    }
}
