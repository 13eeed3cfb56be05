using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.Libraries;

/// <summary>What cells share with the process that runs them: the framework and the kernel's own face.</summary>
internal static class HostReferences
{
    /// <summary>Where the framework that runs this process lies.</summary>
    public static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly Lazy<IReadOnlyDictionary<string, PortableExecutableReference>> ByName = new(() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == FrameworkFolder)
            .Concat(new[] { typeof(HostReferences), typeof(IHtmlContent) }.Select(type => type.Assembly.Location))
            .Distinct() // CoreLib is listed twice
            .Select(path => MetadataReference.CreateFromFile(path)).Append(FormattingReference.Make())
            .ToDictionary(reference => Path.GetFileNameWithoutExtension(reference.FilePath!)));

    /// <summary>The library of F#, which cells in F# and packages written in it share; read when one asks.</summary>
    private static readonly Lazy<PortableExecutableReference> FSharp = new(() =>
        MetadataReference.CreateFromFile(typeof(Microsoft.FSharp.Core.Unit).Assembly.Location));

    /// <summary>The same under an alias that no cell names.</summary>
    private static readonly Lazy<PortableExecutableReference> HiddenFSharp = new(() => FSharp.Value.WithAliases(["kernel"]));

    /// <summary>For the first submission of a session; the later ones inherit them (given again, each costs 4 MB).</summary>
    public static IEnumerable<PortableExecutableReference> All => ByName.Value.Values;

    /// <summary>The reference of that simple assembly name, or null.</summary>
    public static PortableExecutableReference? Find(string name) =>
        name == "FSharp.Core" ? FSharp.Value : ByName.Value.GetValueOrDefault(name);

    /// <summary>
    /// What the kernel's own face needs beyond the rest, or null. It is bound with it: else a package in a later cell that brings it would
    /// make other types of the face than those of the cells before, and every call of it ambiguous. But no cell sees it, because the
    /// namespace FSharp would hide the function.
    /// </summary>
    public static PortableExecutableReference? FindHidden(string name) => name == "FSharp.Core" ? HiddenFSharp.Value : null;
}
