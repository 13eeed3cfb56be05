using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>A feature spec as a command line names it.</summary>
internal static class FeatureSpecText
{
    /// <summary>What <see cref="Parse"/> reads, in words.</summary>
    public const string FormsInWords = "default (308 columns), fma518 (the columns of the FMA tables), logmel (every frame, for the CNN), "
        + JsonForm + ", or " + TableForm;

    private const string JsonForm = "a feature spec as a JSON file", TableForm = "a table as TABLE.csv or TABLE.parquet, or some of its "
        + "columns as TABLE.csv:mfcc,tonnetz";

    /// <summary>Reads features as a command line names them.</summary>
    /// <param name="text">One of <see cref="FormsInWords"/>.</param>
    /// <exception cref="WorkbenchException">None of these, or the file cannot be read.</exception>
    public static FeatureSpec Parse(string text) =>
        FeatureSpec.Presets.GetValueOrDefault(text)
        ?? OfTable(text)
        ?? (File.Exists(text)
            ? SpecJson.ReadFile<FeatureSpec>(text)
            : throw UnknownName.Of("features", text, FeatureSpec.Presets.Keys, $"{JsonForm}, or {TableForm}"));

    private static FeatureSpec? OfTable(string text)
    {
        var (path, columns) = SplitAtColumns(text);
        if (!SongTable.HasKnownExtension(path))
            return null;
        return FeatureSpec.FromTable(File.Exists(path) ? Path.GetFullPath(path) : path, [.. columns]);
    }

    /// <summary>Columns follow the extension and a colon; any other colon belongs to the path.</summary>
    private static (string Path, string[] Columns) SplitAtColumns(string text)
    {
        foreach (var extension in SongTable.Extensions)
            if (text.LastIndexOf($"{extension}:", StringComparison.OrdinalIgnoreCase) is >= 0 and var start)
            {
                var colon = start + extension.Length;
                return (text[..colon],
                    text[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        return (text, []);
    }
}
