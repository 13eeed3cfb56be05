using System.Runtime.Loader;

namespace Workbench.Kernel.Formatting;

/// <summary>The formatters that libraries of a notebook bring for types of others (<see cref="AssemblyFormatters"/>).</summary>
/// <param name="context">Where the libraries are loaded.</param>
internal sealed class LibraryFormatters(AssemblyLoadContext context)
{
    private readonly HashSet<string> seen = [];

    /// <summary>Registers what libraries bring that cells have named; no other is loaded, and each is asked once.</summary>
    /// <param name="paths">Where they lie.</param>
    /// <exception cref="InvalidOperationException">A library has the attribute, and not what that promises.</exception>
    public void Register(IEnumerable<string> paths)
    {
        foreach (var path in paths)
            if (seen.Add(path) && AssemblyFormatters.AreIn(path))
                AssemblyFormatters.Register(context.LoadFromAssemblyName(new(Path.GetFileNameWithoutExtension(path))));
    }
}
