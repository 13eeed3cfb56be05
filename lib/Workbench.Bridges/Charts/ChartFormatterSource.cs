using Plotly.NET;
using Workbench.Bridges;
using Workbench.Figures.Display;

[assembly: TypeFormatterSource(typeof(ChartFormatterSource), FormattedType = typeof(GenericChart),
    PreferredMimeTypes = [MimeType.Plotly, MimeType.Svg, MimeType.PlainText])]
[assembly: TypeFormatterSource(typeof(ChartFormatterSource), FormattedType = typeof(XPlot.Plotly.PlotlyChart),
    PreferredMimeTypes = [MimeType.Plotly, MimeType.Svg, MimeType.PlainText])]

namespace Workbench.Bridges;

/// <summary>Makes the formatters of charts, by the convention of <see cref="TypeFormatterSourceAttribute"/> on this assembly.</summary>
internal sealed class ChartFormatterSource
{
    /// <summary>One formatter for each form; called by name.</summary>
    // Kernels call it on an instance.
#pragma warning disable CA1822
    public IEnumerable<object> CreateTypeFormatters() => ChartForms.All.Select(form =>
        new DisplayFormatter<object>(form.Key, chart => form.Value(chart is GenericChart plotly
            ? ChartJson.Of(plotly)
            : ChartJson.Of((XPlot.Plotly.PlotlyChart)chart))));
#pragma warning restore CA1822
}
