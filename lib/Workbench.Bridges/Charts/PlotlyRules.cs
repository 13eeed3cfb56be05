using System.Text.Json.Nodes;
using Workbench.Figures;

namespace Workbench.Bridges;

/// <summary>Shapes of Plotly that are straight lines over a whole panel, as our rules.</summary>
internal static class PlotlyRules
{
    /// <summary>The rules on a panel.</summary>
    /// <param name="layout">The layout of the chart.</param>
    /// <param name="name">Plotly's name of the panel's y axis.</param>
    /// <param name="x">The x axis.</param>
    /// <param name="y">The y axis.</param>
    public static IEnumerable<RuleTrace> On(JsonObject layout, string name, PlotlyAxis x, PlotlyAxis y) =>
        from shape in layout.Parts("shapes")
        let rule = Read(shape)
        let reference = shape.Text("yref") ?? "y"
        where rule is not null
            && (rule.Orientation == Orientation.Horizontal ? reference == name : reference == "paper" || reference == $"{name} domain")
        select new RuleTrace(rule.Name, (rule.Orientation == Orientation.Horizontal ? y : x).Place(rule.Value), rule.Orientation);

    /// <summary>A rule, at the value that Plotly has; null for any other shape.</summary>
    public static RuleTrace? Read(JsonObject shape)
    {
        bool IsWhole(string letter) =>
            shape.Text(letter + "ref") is { } of && (of == "paper" || of.EndsWith(" domain", StringComparison.Ordinal))
            && (shape.Number(letter + "0"), shape.Number(letter + "1")) is (0, 1);
        var (isUpright, isLying) = (IsWhole("y"), IsWhole("x"));
        var letter = isUpright ? "x" : "y";
        if (shape.Text("type") != "line" || isUpright == isLying || shape.Number(letter + "0") is not { } place
            || shape.Number(letter + "1") != place)
            return null;
        var name = PlotlyText.Plain(shape.Part("label").Text("text") ?? shape.Text("name"));
        return new(name.Length > 0 ? name : FormattableString.Invariant($"{letter} = {place:G5}"), place,
            isUpright ? Orientation.Vertical : Orientation.Horizontal);
    }
}
