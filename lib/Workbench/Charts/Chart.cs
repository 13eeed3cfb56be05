using System.Globalization;
using Workbench.Figures;
using Workbench.Foundation;

namespace Workbench.Charts;

/// <summary>The figures of the field, each from plain data. One file a chart.</summary>
public static partial class Chart
{
    /// <summary>Height of a list of bars: room for a line of text a bar, and less when there are very many.</summary>
    private static double BarsHeight(int count) => Math.Max(60, count * (count > 40 ? 13.0 : 20.0));

    /// <summary>An axis of genres, marked in their colours where these are known; some of them may have a tick.</summary>
    private static Axis GenreAxis(
        IReadOnlyList<string> genres, GenreColors? colors, string title = "", IReadOnlyCollection<string>? ticked = null)
    {
        var axis = Axis.OfCategories(genres, title, colors is null ? null : genre => colors[genre]);
        return ticked is null ? axis : axis with
        {
            Ticks = [.. axis.Ticks.Select(tick => ticked.Contains(tick.Text) ? tick with { Text = "✓ " + tick.Text } : tick)],
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void RequireAny<T>(IReadOnlyCollection<T> items, string chart, string what)
    {
        if (items.Count == 0)
            throw new WorkbenchException($"{chart} needs at least one {what}; none was given.");
    }
}
