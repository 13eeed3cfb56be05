using Workbench.Figures.Display;

namespace Workbench.Bridges;

/// <summary>The forms in which notebooks show charts of other libraries: those of our own figures.</summary>
internal static class ChartForms
{
    /// <summary>What writes each form, by MIME type.</summary>
    public static IReadOnlyDictionary<string, Func<ChartJson, string>> All { get; } = new Dictionary<string, Func<ChartJson, string>>
    {
        [MimeType.Plotly] = PageTheme.Write,
        [MimeType.Svg] = Svg,
        [MimeType.Html] = Svg,
        [MimeType.PlainText] = Text,
    };

    private static string Svg(ChartJson chart) => FigureReader.Read(chart) is { Drawn: { } figure } ? figure.ToSvg()
        : ChartNote.Write(chart.Title, $"{FigureReader.Read(chart).Reason} It is drawn where the notebook is open.");

    private static string Text(ChartJson chart) => TextWrap.Of(FigureReader.Read(chart) is { Drawn: { } figure } ? figure.Summary
        : $"{(chart.Title.Length > 0 ? chart.Title : "Chart")}: {string.Join(", ", chart.Kinds)}");
}
