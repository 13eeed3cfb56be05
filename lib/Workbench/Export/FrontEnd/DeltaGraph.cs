using Workbench.Export.Graph;
using Workbench.Features;

namespace Workbench.Export.FrontEnd;

/// <summary>How a feature changes from frame to frame, as <see cref="Delta"/> has it for clips of at least nine frames.</summary>
internal static class DeltaGraph
{
    /// <summary>Frames that a derivative is taken from: shorter clips are refused.</summary>
    public const int Width = 9;

    private const int Reach = Width / 2;

    /// <summary>The derivatives.</summary>
    /// <param name="values"><c>[frames, bands]</c>.</param>
    /// <param name="order">1 or 2.</param>
    public static Value Differentiate(Value values, int order)
    {
        var windows = values.Size(0) - (Width - 1);
        Value At(int place) => values.Slice(windows.Constant(place), windows + place, axis: 0);
        var middle = At(Reach);
        var slope = Weights(order).Select((weight, place) => (At(place) - middle) * weight).Aggregate((a, b) => a + b);
        var (first, last) = (slope.Slice(0, 1, axis: 0), slope.Slice(windows - 1, windows, axis: 0));
        return Value.Concat(0, [.. Enumerable.Repeat(first, Reach), slope, .. Enumerable.Repeat(last, Reach)]);
    }

    private static IEnumerable<double> Weights(int order)
    {
        double[] places = [.. Enumerable.Range(-Reach, Width).Select(place => (double)place)];
        var meanSquare = places.Average(place => place * place);
        double[] polynomial = order == 1 ? places : [.. places.Select(place => place * place - meanSquare)];
        var energy = polynomial.Sum(p => p * p);
        return polynomial.Select(p => order * p / energy);
    }
}
