using Workbench.Kernel.Documents;

namespace Workbench.Cli;

/// <summary>The notebooks of the repository, which this program carries for those who have no clone.</summary>
internal static class BundledNotebooks
{
    /// <summary>The one that goes the whole way.</summary>
    public const string Tour = "00-tour.ipynb";

    private const string Prefix = "notebooks/";

    /// <summary>What their files are called, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(BundledNotebooks).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Writes one without outputs, in the place of a file that is there.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="path">Where; its folder is made if need be.</param>
    public static void Write(string name, string path)
    {
        using var stream = typeof(BundledNotebooks).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        var notebook = NotebookDocument.Parse(reader.ReadToEnd(), name);
        notebook.ClearOutputs();
        notebook.Write(path);
    }
}
