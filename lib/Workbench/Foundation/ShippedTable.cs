namespace Workbench.Foundation;

/// <summary>The tables of the repository's <c>data</c> folder that the compiled library carries inside it.</summary>
internal static class ShippedTable
{
    /// <summary>The whole text of a file.</summary>
    /// <param name="name">Its name, for instance <c>archives.csv</c>.</param>
    public static string Read(string name)
    {
        using var stream = typeof(ShippedTable).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"The library carries no {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
