using Workbench.Foundation;

namespace Workbench.Figures;

/// <summary>
/// Bars from 0 to a value, at positions 0 to n - 1 of an <see cref="Axis.OfCategories"/>. Several bar traces in one panel stand
/// side by side.
/// </summary>
public sealed record BarTrace : Trace
{
    /// <summary>Creates the bars.</summary>
    /// <param name="name">What the legend says.</param>
    /// <param name="values">One value a category; NaN leaves its place empty.</param>
    /// <exception cref="WorkbenchException">No name.</exception>
    public BarTrace(string name, IReadOnlyList<double> values) : base(name) => Values = values;

    /// <summary>One value a category.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Which way the bars grow.</summary>
    public Orientation Orientation { get; init; }

    /// <summary>The share of its place that a bar fills: at 1 bars touch, as those of a histogram do.</summary>
    public double Thickness { get; init; } = 0.76;

    /// <summary>The numbered style of each bar; empty takes that of the trace. Bars of several styles are in no legend.</summary>
    /// <exception cref="WorkbenchException">Not one style a value.</exception>
    public IReadOnlyList<int> Styles
    {
        get;
        init => field = value.Count == 0 || value.Count == Values.Count ? value : throw new WorkbenchException(
            $"Trace '{Name}' has {Values.Count} bars and {value.Count} styles; give one style a bar, or none.");
    } = [];

    /// <summary>What each bar stands for, shown under the pointer; empty takes the axis's categories.</summary>
    /// <exception cref="WorkbenchException">Not one name a value.</exception>
    public IReadOnlyList<string> Names
    {
        get;
        init => field = value.Count == 0 || value.Count == Values.Count ? value : throw new WorkbenchException(
            $"Trace '{Name}' has {Values.Count} bars and {value.Count} names; give one name a bar, or none.");
    } = [];

    /// <summary>Text at each bar's end; empty writes none.</summary>
    /// <exception cref="WorkbenchException">Not one label a value.</exception>
    public IReadOnlyList<string> Labels
    {
        get;
        init => field = value.Count == 0 || value.Count == Values.Count ? value : throw new WorkbenchException(
            $"Trace '{Name}' has {Values.Count} bars and {value.Count} labels; give one label a bar, or none.");
    } = [];

    /// <summary>The uncertainty of each value, drawn as a whisker; empty draws none.</summary>
    /// <exception cref="WorkbenchException">Not one interval a value.</exception>
    public IReadOnlyList<(double Low, double High)> Intervals
    {
        get;
        init => field = value.Count == 0 || value.Count == Values.Count ? value : throw new WorkbenchException(
            $"Trace '{Name}' has {Values.Count} bars and {value.Count} intervals; give one interval a bar, or none.");
    } = [];

    internal override Extent ExtentX => Orientation == Orientation.Horizontal ? AlongValues : AlongCategories;

    internal override Extent ExtentY => Orientation == Orientation.Horizontal ? AlongCategories : AlongValues;

    private Extent AlongCategories => Values.Count == 0 ? Extent.None : new(-0.5, Values.Count - 0.5);

    // A bar's length is its value only when the axis starts at 0; labels need room beyond the bars.
    private Extent AlongValues
    {
        get
        {
            var values = Extent.Of([.. Values, .. Intervals.Select(i => i.Low), .. Intervals.Select(i => i.High)]);
            var air = Labels.Count > 0 ? Orientation == Orientation.Vertical ? 0.12 : LabelAir(Labels.Max(FigureText.Width))
                : values.High > 0 ? 0.05 : 0;
            return values.IsEmpty ? Extent.None : new(Math.Min(values.Low, 0), Math.Max(values.High, 0), values.Low < 0 ? 0.05 : 0, air);
        }
    }

    // The labels' share of the axis, for the narrowest plotting area that long category names leave.
    private static double LabelAir(double em)
    {
        const double narrowest = 280;
        var width = Math.Min(em * FigureLayout.FontSize + 8, narrowest / 2);
        return width / (narrowest - width);
    }

    /// <summary>Where the bar's label starts: beyond both the bar and its whisker; of a bar below 0, on the other side of 0.</summary>
    internal double EndOf(int index) => Intervals.Count == 0 || !double.IsFinite(Intervals[index].High)
        ? Math.Max(Values[index], 0) : Math.Max(Math.Max(Values[index], 0), Intervals[index].High);
}
