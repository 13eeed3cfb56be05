using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>
/// An axis of Plotly as one of ours, and where values lie on it: ours are linear, so that powers become their exponents, categories their
/// numbers, and what bars stand on the places of bars.
/// </summary>
internal sealed partial class PlotlyAxis
{
    private readonly JsonObject? json;
    private readonly Bins? bins;
    private readonly Dictionary<string, int>? categories; // with their places

    /// <param name="json">What the layout says of it; null for nothing.</param>
    /// <param name="values">The values of all traces along it.</param>
    /// <param name="bins">The places of bars on it, if numbers stand for them.</param>
    public PlotlyAxis(JsonObject? json, IReadOnlyList<JsonNode> values, Bins? bins)
    {
        (this.json, this.bins) = (json, bins);
        var type = json.Text("type");
        IsLogarithmic = type == "log";
        if (type == "multicategory")
            Foreign = "categories in categories";
        else if (type == "date" || type != "category" && AreDates(values))
            Foreign = "dates";
        else if (type == "category" || values.Any(list => PlotlyValues.Numbers(list) is null))
            categories = (PlotlyValues.Texts(json?["categoryarray"]) ?? []).Concat(values.SelectMany(Texts)).Distinct()
                .Index().ToDictionary(category => category.Item, category => category.Index);
    }

    /// <summary>Whether it shows powers in even steps.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>What only Plotly can do of it; null if there is nothing.</summary>
    public string? Foreign { get; }

    /// <summary>How many places bars have on it; null where they have none.</summary>
    public int? PlaceCount => categories?.Count ?? bins?.Count;

    /// <summary>Where values lie on our axis; NaN for those that have no place.</summary>
    public double[] Places(JsonNode? values) => categories is not null
        ? [.. Texts(values).Select(text => categories.TryGetValue(text, out var place) ? place : double.NaN)]
        : [.. (PlotlyValues.Numbers(values) ?? []).Select(Place)];

    /// <summary>Where a number lies on our axis.</summary>
    public double Place(double value) => IsLogarithmic ? (value > 0 ? Math.Log10(value) : double.NaN) : bins?.Place(value) ?? value;

    /// <summary>The axis.</summary>
    public Axis Axis
    {
        get
        {
            var title = PlotlyText.Plain(json.Part("title").Text("text"));
            var axis = categories is not null ? Axis.OfCategories(Names(categories), title) : bins?.Axis(title) ?? new(title);
            var isReversed = json.Text("autorange") == "reversed";
            if (PlotlyValues.Numbers(json?["range"]) is [var from, var to] && double.IsFinite(from + to) && from != to)
            {
                isReversed = to < from;
                // Of a logarithmic axis Plotly has exponents there itself.
                double End(double end) => IsLogarithmic ? end : bins?.Place(end) ?? end;
                axis = axis with { Minimum = End(Math.Min(from, to)), Maximum = End(Math.Max(from, to)) };
            }
            return axis with { Reversed = isReversed, Ticks = Ticks() ?? (IsLogarithmic ? Powers() : axis.Ticks) };
        }
    }

    private ImmutableArray<AxisTick>? Ticks()
    {
        if (PlotlyValues.Numbers(json?["tickvals"]) is not { } places || categories is not null)
            return null;
        var texts = PlotlyValues.Texts(json!["ticktext"]) ?? [.. places.Select(place => place.ToString(CultureInfo.InvariantCulture))];
        if (places.Length < 2 && json.Flag("showgrid") == true)
            return null; // even ones, of which there was room for this one
        return places.Length == 0 ? Axis.Unmarked.Ticks
            : [.. places.Zip(texts, (place, text) => PlotlyText.Tick(Place(place), text))];
    }

    private static ImmutableArray<AxisTick> Powers() => [.. Enumerable.Range(-12, 25)
        .Select(power => new AxisTick(power, Math.Pow(10, power).ToString("G3", CultureInfo.InvariantCulture)))];

    private static string[] Names(Dictionary<string, int> categories) =>
        [.. categories.OrderBy(category => category.Value).Select(category => category.Key)];

    private static bool AreDates(IReadOnlyList<JsonNode> values)
    {
        string[] texts = values.All(list => PlotlyValues.Numbers(list) is not null) ? []
            : [.. values.SelectMany(Texts).Where(text => text.Length > 0)];
        return texts.Length > 0 && texts.All(text => Date().IsMatch(text));
    }

    private static string[] Texts(JsonNode? values) => PlotlyValues.Texts(values) ?? [];

    [GeneratedRegex(@"^\d{4}-\d\d?(-\d\d?)?([ T].*)?$")]
    private static partial Regex Date();
}
