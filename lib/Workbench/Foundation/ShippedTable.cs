using Workbench.Foundation.Tables;

namespace Workbench.Foundation;

/// <summary>The tables of the repository's <c>data</c> folder that the compiled library carries inside it.</summary>
internal static class ShippedTable
{
    /// <summary>Opens one.</summary>
    /// <param name="name">The name of its file, for instance <c>archives.csv</c>.</param>
    public static TableReader Open(string name) => TableReader.OpenOurs(
        typeof(ShippedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"The library carries no {name}.", nameof(name)), name);
}
