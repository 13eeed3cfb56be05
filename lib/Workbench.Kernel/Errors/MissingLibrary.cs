using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Foundation;
using Workbench.Kernel.Editing;
using Workbench.Kernel.Libraries;

namespace Workbench.Kernel.Errors;

/// <summary>What to write where a library is missing, or the name of its file is wrong.</summary>
/// <param name="baseDirectory">The notebook's folder, where paths start.</param>
/// <param name="host">What cells may use without <c>#r</c>.</param>
internal sealed class MissingLibrary(string baseDirectory, HostLibraries host)
{
    /// <summary>Types of the libraries beside this program, by their names; those that are documented are there to be used.</summary>
    private static readonly Lazy<Dictionary<string, (string Namespace, string File)>> Beside = new(() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.xml")
            .Select(documentation => Path.ChangeExtension(documentation, ".dll")).Where(File.Exists)
            .SelectMany(file => TypeIndex.Read(MetadataReference.CreateFromFile(file)), (file, type) => (Type: type, File: file))
            .DistinctBy(known => known.Type.Name).ToDictionary(known => known.Type.Name, known => (known.Type.Namespace, known.File)));

    /// <summary>What a using says that nothing opens.</summary>
    public static string? Namespace(SyntaxNode node) => node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is null ? null
        : "no library of this notebook has it; a line `#r \"FOLDER/LIBRARY.dll\"` adds one";

    /// <summary>The library beside this program that has a type; those of the host are there as soon as a using names them.</summary>
    /// <param name="type">Its name.</param>
    public string? Type(string type) =>
        !Beside.Value.TryGetValue(type, out var known) ? null
        : host.Names.Contains(Path.GetFileNameWithoutExtension(known.File))
            ? $"`{type}` is in {known.Namespace}: add `using {known.Namespace};`"
        : $"it is in {Path.GetFileName(known.File)}: add `#r \"{Path.GetRelativePath(baseDirectory, known.File).Replace('\\', '/')}\"`";

    /// <summary>What a line <c>#r</c> may mean that names no file.</summary>
    public string? Reference(SyntaxNode node)
    {
        if (node is not ReferenceDirectiveTriviaSyntax { File.ValueText: var written })
            return null;
        var (folder, file) = (Path.GetDirectoryName(Path.GetFullPath(written, baseDirectory))!, Path.GetFileName(written));
        return !Directory.Exists(folder) ? "paths start at the notebook's folder, and from there is no such folder; is the project built?"
            : NearestName.Of(file, Directory.EnumerateFiles(folder, "*.dll").Select(path => Path.GetFileName(path))) is { } near
                ? $"did you mean `#r \"{written[..^file.Length]}{near}\"`?"
            : "paths start at the notebook's folder";
    }
}
