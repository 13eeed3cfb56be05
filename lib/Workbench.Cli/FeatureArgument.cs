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
    public static FeatureSpec Read(string text)
    {
        var colon = text.LastIndexOf(".csv:", StringComparison.OrdinalIgnoreCase) is >= 0 and var plain ? plain + 4
            : text.LastIndexOf(".csv.gz:", StringComparison.OrdinalIgnoreCase) is >= 0 and var packed ? packed + 7 : text.Length;
        var (path, columns) = (text[..colon],
            text[colon..].TrimStart(':').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return text switch
        {
            Default => FeatureSpec.Default,
            Fma518 => FeatureSpec.Fma518,
            LogMel => FeatureSpec.LogMel(),
            _ when SongTable.HasKnownExtension(path) =>
                FeatureSpec.FromTable(File.Exists(path) ? Path.GetFullPath(path) : path, [.. columns]),
            _ when File.Exists(text) => SpecJson.ReadFile<FeatureSpec>(text),
            _ => throw new WorkbenchException(
                $"{text}: no such file. Features are {FormsInWords}, or a table TABLE.csv, TABLE.csv:COLUMNS."),
        };
    }
}
