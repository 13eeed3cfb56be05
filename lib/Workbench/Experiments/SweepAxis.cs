using System.Collections.Immutable;
using System.Globalization;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>A parameter that a sweep varies, by a list of values or over a range.</summary>
/// <param name="Parameter">As <see cref="ExperimentSpec.Parameters"/> names it.</param>
/// <param name="Values">The values; for a range its two ends.</param>
/// <param name="Kind">Whether they are a list or a range.</param>
public sealed record SweepAxis(string Parameter, ImmutableArray<string> Values, SweepAxisKind Kind)
{
    private const string Range = "..", Logarithmic = "log:";

    /// <summary>Reads <c>parameter=a,b,c</c>, <c>parameter=low..high</c> or <c>parameter=log:low..high</c>.</summary>
    /// <exception cref="WorkbenchException">
    /// Written otherwise, or a range that does not rise (or does not begin above 0, where it is logarithmic).
    /// </exception>
    public static SweepAxis Parse(string text)
    {
        if (text.Split('=', 2) is not [{ Length: > 0 } parameter, { } values] || values.Trim(' ', ',').Length == 0)
            throw new WorkbenchException(
                $"{text}: write parameter=value,value or parameter=low..high, for instance training.optimizer.learningRate=1e-3,1e-2");
        if (!values.Contains(Range, StringComparison.Ordinal))
            return new(parameter, [.. values.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
                SweepAxisKind.List);
        var isLogarithmic = values.StartsWith(Logarithmic, StringComparison.Ordinal);
        string[] ends = values[(isLogarithmic ? Logarithmic.Length : 0)..].Split(Range);
        if (ends.Length != 2 || !double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var low)
            || !double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var high)
            || !(low < high) || (isLogarithmic && low <= 0))
            throw new WorkbenchException($"{text}: a range is low..high with low below high, or log:low..high with low above 0, "
                + "for instance training.optimizer.learningRate=log:1e-4..1e-1");
        return new(parameter, [.. ends], isLogarithmic ? SweepAxisKind.Logarithmic : SweepAxisKind.Linear);
    }

    /// <summary>A value by chance.</summary>
    public string Draw(Random rng)
    {
        if (Kind == SweepAxisKind.List)
            return Values[rng.Next(Values.Length)];
        var (low, high) = (double.Parse(Values[0], CultureInfo.InvariantCulture), double.Parse(Values[1], CultureInfo.InvariantCulture));
        var value = Kind == SweepAxisKind.Linear
            ? double.Lerp(low, high, rng.NextDouble())
            : Math.Exp(double.Lerp(Math.Log(low), Math.Log(high), rng.NextDouble()));
        return value.ToString("G4", CultureInfo.InvariantCulture);
    }
}
