using System.Reflection;
using System.Text.RegularExpressions;
using Workbench.Charts;
using Workbench.Figures;
using Workbench.Tests.Charts;

namespace Workbench.Tests.Architecture;

/// <summary>Walks every chart through the places that <c>environment/CONTRIBUTING.md</c> names.</summary>
public class ChartPlacesTests
{
    public static TheoryData<string> Names =>
        [.. typeof(Chart).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(Figure)).Select(method => method.Name).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_has_a_sample(string name) =>
        Assert.Contains($"Chart.{name}(", SourceFiles.Text("tests/Workbench.Tests/Charts/Samples.cs"), StringComparison.Ordinal);

    [Fact]
    public void Every_sample_is_drawn_by_the_tests_of_the_renderers() => Assert.Equal(
        typeof(Samples).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(Figure))
            .Select(property => ((Figure)property.GetValue(null)!).Summary).Order(StringComparer.Ordinal),
        Samples.All.Select(sample => sample.Figure.Summary).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_is_shown_by_a_notebook_a_report_or_the_lab(string name) => Assert.Contains(
        SourceFiles.Under("lib/Workbench", ".cs").Concat(SourceFiles.Under("notebooks", ".ipynb")),
        path => !Path.GetFileName(path).StartsWith("Chart.", StringComparison.Ordinal)
            && Regex.IsMatch(SourceFiles.Text(path), $@"\bChart\.{name}\("));
}
