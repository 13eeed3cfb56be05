using System.Collections.Immutable;

namespace Workbench.Figures;

/// <summary>
/// The colours of figures, one set for light and dark pages. A figure lies on the page's own ground, because a Plotly figure can carry
/// no second set. Lines, points and bars have a contrast of at least 3:1 (WCAG 2.2) to white and to the dark grounds of editors.
/// Texts take the page's colour: none has the 4.5:1 that they need to both white and #1E1E1E, which are only 16.7:1 apart.
/// </summary>
internal static class FigureColors
{
    /// <summary>Axes, guides, whiskers, and the mean among its parts.</summary>
    public const string Neutral = "#797979";

    /// <summary>How opaque grid lines are, in the neutral colour.</summary>
    public const double GridOpacity = 0.25;

    /// <summary>What is read under the pointer: a label with a ground of its own.</summary>
    public const string Label = "#24292F", LabelText = "#FFFFFF";

    /// <summary>The card of a figure that is a file of its own and lies on no page: its ground and its text.</summary>
    public static readonly (string Ground, string Text) LightCard = ("#FFFFFF", "#24292F"), DarkCard = ("#15181C", "#E6EDF3");

    /// <summary>
    /// Okabe and Ito's blue, vermilion, green and purple; two more in place of their orange, sky blue and yellow, which are too pale on
    /// white. To no kind of colour-blind eyes are any two closer than the closest of theirs.
    /// </summary>
    public static readonly ImmutableArray<string> Series = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#B418EA", "#8A84DE"];

    /// <summary>How opaque bars are: where a whisker ends inside them, so pale that it is seen there.</summary>
    public static double FillOpacity(BarTrace bars) => bars.Intervals.Count > 0 ? 0.15 : 1;

    /// <summary>Black or white, whichever has the higher contrast to a colour; at least 4.58:1.</summary>
    public static string TextOn((byte Red, byte Green, byte Blue) color) =>
        Luminance(color) > Math.Sqrt(1.05 * 0.05) - 0.05 ? "#000000" : "#FFFFFF";

    // Relative luminance (WCAG 2.2).
    private static double Luminance((byte Red, byte Green, byte Blue) color)
    {
        static double Linear(byte channel) =>
            channel / 255.0 is var share && share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        return 0.2126 * Linear(color.Red) + 0.7152 * Linear(color.Green) + 0.0722 * Linear(color.Blue);
    }
}
