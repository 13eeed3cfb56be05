using Workbench.Foundation;

namespace Workbench.Figures;

/// <summary>A matrix as colours: <c>[rows, columns]</c>, row 0 at the lowest y. Its name titles the colour bar.</summary>
public sealed record HeatmapTrace : Trace
{
    /// <summary>Creates the heat map; cells have positions 0 to n - 1 unless <see cref="X"/> and <see cref="Y"/> say otherwise.</summary>
    /// <param name="name">What the colours measure, with its unit.</param>
    /// <param name="values"><c>[rows, columns]</c>; NaN cells stay empty.</param>
    /// <exception cref="WorkbenchException">No name, or no cell.</exception>
    public HeatmapTrace(string name, double[,] values) : base(name)
    {
        if (values.Length == 0)
            throw new WorkbenchException(
                $"Heat map '{name}' has {values.GetLength(0)} rows and {values.GetLength(1)} columns; give at least one of each.");
        Values = values;
        X = (-0.5, values.GetLength(1) - 0.5);
        Y = (-0.5, values.GetLength(0) - 0.5);
        var range = Extent.Of(values.Cast<double>());
        Range = range.IsEmpty ? (0, 1) : (range.Low, range.High);
    }

    /// <summary>The cells, <c>[rows, columns]</c>.</summary>
    public double[,] Values { get; }

    /// <summary>The left edge of the first column and the right edge of the last, in axis units.</summary>
    public (double From, double To) X { get; init; }

    /// <summary>The lower edge of the first row and the upper edge of the last, in axis units.</summary>
    public (double From, double To) Y { get; init; }

    /// <summary>The values at the ends of the colour map; by default the smallest and the largest.</summary>
    public (double Low, double High) Range { get; init; }

    /// <summary>The colours.</summary>
    public ColorMap Colors { get; init; } = ColorMap.Viridis;

    /// <summary>
    /// What is written in each cell, <c>[rows, columns]</c>; <see langword="null"/> writes nothing. For heat maps of few cells.
    /// </summary>
    /// <exception cref="WorkbenchException">Not one text a cell, or more cells than are drawn one by one.</exception>
    public string[,]? Labels
    {
        get;
        init => field = value is null
            || (value.GetLength(0), value.GetLength(1)) == (Values.GetLength(0), Values.GetLength(1)) && HeatmapImage.IsDrawnWhole(Values)
            ? value : throw new WorkbenchException(
                $"Heat map '{Name}' has [{Values.GetLength(0)}, {Values.GetLength(1)}] cells and [{value.GetLength(0)}, "
                + $"{value.GetLength(1)}] labels; give one label a cell, and at most {HeatmapImage.MaxRows} rows and "
                + $"{HeatmapImage.MaxColumns} columns of them.");
    }

    internal override Extent ExtentX => new(Math.Min(X.From, X.To), Math.Max(X.From, X.To));

    internal override Extent ExtentY => new(Math.Min(Y.From, Y.To), Math.Max(Y.From, Y.To));

    /// <summary>Black or white, whichever can be read on a cell; <see langword="null"/> on an empty one, where the page shows.</summary>
    internal string? TextColor(int row, int column) =>
        Share(Values[row, column]) is var share && double.IsNaN(share) ? null : FigureColors.TextOn(Colors.At(share));

    /// <summary>Where a value lies in the range: 0 to 1, or NaN.</summary>
    internal double Share(double value) =>
        !double.IsFinite(value) ? double.NaN
        : Range.High > Range.Low ? Math.Clamp((value - Range.Low) / (Range.High - Range.Low), 0, 1)
        : 0.5;
}
