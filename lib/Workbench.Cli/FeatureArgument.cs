using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Cli;

/// <summary>A feature spec as the command line names it.</summary>
internal static class FeatureArgument
{
    public const string Default = "default";

    private const string Fma518 = "fma518";
    private const string LogMel = "logmel";

    public const string FormsInWords = $"{Default} (308 columns), {Fma518} (the columns of the FMA tables), {LogMel} (every frame, "
        + "for the CNN), or a feature spec as a JSON file";

    /// <summary>Reads a name, a JSON file, or a table with the columns wanted of it: <c>features.csv:mfcc,tonnetz</c>.</summary>
    /// <exception cref="WorkbenchException">None of these.</exception>
    public static FeatureSpec Read(string text) => Named(text) ?? OfTable(text) ?? OfJsonFile(text) ?? throw new WorkbenchException(
        $"{text}: no such file. Features are {FormsInWords}, or a table TABLE.csv, TABLE.csv:COLUMNS.");

    private static FeatureSpec? Named(string text) => text switch
    {
        Default => FeatureSpec.Default,
        Fma518 => FeatureSpec.Fma518,
        LogMel => FeatureSpec.LogMel(),
        _ => null,
    };

    private static FeatureSpec? OfTable(string text)
    {
        var (path, columns) = SplitAtColumns(text);
        if (!SongTable.HasKnownExtension(path))
            return null;
        return FeatureSpec.FromTable(File.Exists(path) ? Path.GetFullPath(path) : path, [.. columns]);
    }

    private static FeatureSpec? OfJsonFile(string text) => File.Exists(text) ? SpecJson.ReadFile<FeatureSpec>(text) : null;

    /// <summary>Columns follow the extension and a colon; any other colon belongs to the path.</summary>
    private static (string Path, string[] Columns) SplitAtColumns(string text)
    {
        foreach (var extension in new[] { ".csv", ".csv.gz" })
            if (text.LastIndexOf($"{extension}:", StringComparison.OrdinalIgnoreCase) is >= 0 and var start)
            {
                var colon = start + extension.Length;
                return (text[..colon],
                    text[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            }
        return (text, []);
    }
}
