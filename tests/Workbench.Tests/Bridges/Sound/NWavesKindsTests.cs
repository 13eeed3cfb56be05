using System.Reflection;
using Workbench.Augmentation;
using Workbench.Bridges;
using Workbench.Features;
using Workbench.Foundation;

namespace Workbench.Tests.Bridges;

/// <summary>A process that meets a kind of NWaves and has no bridges is told where it is.</summary>
public class NWavesKindsTests
{
    private const string Remedy = "That is of Workbench.Bridges: name it in a cell with #r \"nuget: Workbench.Bridges\", and call "
        + "Workbench.Bridges.NWavesKinds.Register() first.";

    [Fact]
    public void Every_kind_of_a_feature_says_where_it_is() => Assert.Equal(
        NWavesFeatureTests.All.Select(row => KindIn(SpecJson.Write<Feature>(row.Data))).Order(), Elsewhere(typeof(Feature)));

    [Fact]
    public void Every_kind_of_an_effect_and_of_what_it_draws_says_where_it_is()
    {
        string[] kinds = [.. NWavesEffectTests.All.Select(row => KindIn(SpecJson.Write<AudioTransform>(row.Data))).Order()];
        Assert.Equal(kinds, Elsewhere(typeof(AudioTransform)));
        Assert.Equal(kinds, NWavesEffectTests.All.Select(row => KindIn(SpecJson.Write(row.Data.Draw(new(1))))).Order());
        Assert.Equal(kinds, Elsewhere(typeof(DrawnTransform)));
    }

    [Fact]
    public void It_names_what_is_there() => Assert.Contains($"{typeof(NWavesKinds).FullName}.{nameof(NWavesKinds.Register)}()", Remedy,
        StringComparison.Ordinal);

    private static IEnumerable<string> Elsewhere(Type of) =>
        of.GetCustomAttributes<KindElsewhereAttribute>().Where(kind => kind.Remedy == Remedy).Select(kind => kind.Kind).Order();

    private static string KindIn(string json) =>
        (string)System.Text.Json.Nodes.JsonNode.Parse(json)!["kind"]!;
}
