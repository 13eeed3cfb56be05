namespace Workbench.Reports;

/// <summary>What makes tables sort by a click on a heading and turns their pages; without it they are plain tables.</summary>
/// <remarks><c>Workbench.Kernel</c>, which refers to no other project, compiles this file too, as its own.</remarks>
internal static class TableScript
{
    private static readonly Lazy<string> Text = new(() =>
    {
        using var reader = new StreamReader(typeof(TableScript).Assembly.GetManifestResourceStream("table.js")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    /// <summary>The content of the script element.</summary>
    public static string Content => Text.Value;

    /// <summary>The script element.</summary>
    public static string Element => $"<script>{Content}</script>";
}
