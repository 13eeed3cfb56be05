using Workbench.Models;
using Workbench.Tests.Export;
using Workbench.Tests.Models;
using Workbench.Tests.Training;

namespace Workbench.Tests.Architecture;

/// <summary>Walks every kind of layer through the places that <c>environment/CONTRIBUTING.md</c> names.</summary>
public class LayerPlacesTests
{
    private static readonly Type[] Kinds =
        [.. typeof(LayerSpec).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerSpec)) && !t.IsAbstract).OrderBy(t => t.Name)];

    [Fact]
    public void Every_layer_is_read_from_JSON_and_checked() =>
        Assert.Equal(Kinds, LayerSpecTests.Kinds.Select(row => row.Data.Item1.GetType()).OrderBy(t => t.Name));

    [Fact]
    public void Every_layer_runs_on_both_engines_and_has_its_gradients_compared() => Assert.Equal(Kinds,
        GradientTests.Models.SelectMany(row => row.Data.Item2).SelectMany(WithInner)
            .Select(layer => layer.GetType()).Distinct().OrderBy(t => t.Name));

    [Fact]
    public void Every_layer_that_draws_nothing_is_compared_with_PyTorch() => Assert.Equal(Kinds.Where(kind => kind != typeof(Dropout)),
        GoldenLayerTests.Kinds.SelectMany(row => row.Data.Item4).SelectMany(WithInner)
            .Select(layer => layer.GetType()).Distinct().OrderBy(t => t.Name));

    [Fact]
    public void Every_layer_stands_in_the_printed_table_of_a_model() =>
        Assert.All(LayerSpecTests.Kinds, row => Assert.StartsWith(row.Data.Item1.GetType().Name, row.Data.Item1.Summary,
            StringComparison.Ordinal));

    [Fact]
    public void Every_layer_is_exported() => Assert.Equal(Kinds,
        LayerExportTests.All.SelectMany(row => row.Data.Item2).SelectMany(WithInner)
            .Select(layer => layer.GetType()).Distinct().OrderBy(t => t.Name));

    private static IEnumerable<LayerSpec> WithInner(LayerSpec layer) =>
        layer is Residual block ? [layer, .. block.Layers.Concat(block.Shortcut).SelectMany(WithInner)] : [layer];
}
