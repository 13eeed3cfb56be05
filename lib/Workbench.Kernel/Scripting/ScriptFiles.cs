using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Workbench.Kernel.Packages;

namespace Workbench.Kernel.Scripting;

/// <summary>The files that <c>#load</c> names. Their lines about packages are the notebook's, and the compiler does not see them.</summary>
/// <param name="baseDirectory">Where relative paths of cells start.</param>
internal sealed class ScriptFiles(string baseDirectory) : SourceFileResolver([], baseDirectory)
{
    /// <inheritdoc/>
    public override SourceText ReadText(string resolvedPath) => SourceText.From(PackagesIn(resolvedPath).Code, Encoding.UTF8);

    /// <summary>The lines about packages in the files that code loads, each with the number of the line that loads the file.</summary>
    /// <param name="code">The code of a cell.</param>
    public IReadOnlyList<PackageLine> Packages(string code)
    {
        var found = new List<PackageLine>();
        if (code.Contains("#load", StringComparison.Ordinal))
            Collect(code, null, null, [], found);
        return found;
    }

    private void Collect(string code, string? path, int? line, HashSet<string> visited, List<PackageLine> found)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, ScriptChain.ParseOptions).GetRoot();
        foreach (var load in root.GetLoadDirectives())
            if (ResolveReference(load.File.ValueText, path) is { } file && visited.Add(file))
            {
                var number = line ?? load.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                var loaded = PackagesIn(file);
                found.AddRange(loaded.Found.Select(package => package with { Line = number }));
                Collect(loaded.Code, file, number, visited, found);
            }
    }

    private PackageLines PackagesIn(string path) => PackageLines.OfCSharp(base.ReadText(path).ToString());
}
