using System.Text.Json.Serialization;
using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Tests.Models;

public class LayerSpecTests
{
    public static TheoryData<LayerSpec, string> Kinds => new()
    {
        { new Linear(7), "linear" },
        { new Conv2d(8, 5, 2, 1), "conv2d" },
        { new BatchNorm(0.2, 1e-3), "batchNorm" },
        { new Relu(0.01), "relu" },
        { new MaxPool2d(3) { Stride = 2, Padding = 1 }, "maxPool2d" },
        { new AveragePool2d(4), "averagePool2d" },
        { new GlobalPool(PoolKind.Both), "globalPool" },
        { new Dropout(0.25), "dropout" },
        { new Flatten(), "flatten" },
        { new Residual([new Conv2d(4), new Residual([new Relu()])]) { Shortcut = [new Conv2d(4, 1)] }, "residual" },
        { new RbfKernel(300, 0.01), "rbfKernel" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_survives_the_round_trip(LayerSpec layer, string kind)
    {
        var json = SpecJson.Write(new ModelSpec([layer]));
        Assert.Contains($"\"kind\": \"{kind}\"", json, StringComparison.Ordinal);
        var read = SpecJson.Read<ModelSpec>(json);
        Assert.Equal(new ModelSpec([layer]), read);
        Assert.Equal(new ModelSpec([layer]).GetHashCode(), read.GetHashCode());
        Assert.NotEqual(new ModelSpec([layer, layer]), read);
    }

    [Fact]
    public void No_kind_is_missing_from_these_tests()
    {
        var declared = typeof(LayerSpec).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>();
        var derived = typeof(LayerSpec).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerSpec)) && !t.IsAbstract);
        Assert.Equal(derived.OrderBy(t => t.Name), declared.Select(d => d.DerivedType).OrderBy(t => t.Name));
        Assert.Equal(declared.Select(d => d.DerivedType), Kinds.Select(k => k.Data.Item1.GetType()));
    }

    [Fact]
    public void An_unknown_kind_is_refused_by_name()
    {
        var error = Assert.Throws<InvalidSpecException>(() => SpecJson.Read<ModelSpec>("""{"layers": [{"kind": "attention"}]}"""));
        Assert.Contains("attention", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_is_null_is_refused_by_its_place()
    {
        var spec = SpecJson.Read<ModelSpec>("""{"layers": [{"kind": "flatten"}, null]}""");
        Assert.Equal("ModelSpec: Layer 1 is null; name its kind, for instance relu.",
            Assert.Throws<InvalidSpecException>(spec.Validate).Message);
    }

    [Fact]
    public void Defaults_may_be_left_out() =>
        Assert.Equal(new ModelSpec([new Conv2d(8), new Dropout(0.5)]),
            SpecJson.Read<ModelSpec>("""{"layers": [{"kind": "conv2d", "filters": 8}, {"kind": "dropout", "rate": 0.5}]}"""));

    [Fact]
    public void What_is_usual_of_a_pool_stands_in_no_JSON_so_that_older_models_keep_their_identity() =>
        Assert.Equal("""{"layers":[{"kind":"maxPool2d","size":2}],"segmentFrames":null}""",
            SpecJson.WriteCanonical(new ModelSpec([new MaxPool2d()])));

    [Fact]
    public void Blocks_with_other_shortcuts_differ() =>
        Assert.NotEqual(new Residual([new Relu()]), new Residual([new Relu()]) { Shortcut = [new Relu()] });

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var spec = new ModelSpec([new Linear(0), new Conv2d(0, 2, 0, -1), new Conv2d(1, 4), new BatchNorm(0, 0),
            new Relu(1), new MaxPool2d(1), new MaxPool2d(3) { Stride = 0, Padding = 2 },
            new AveragePool2d(0), new GlobalPool((PoolKind)9), new Dropout(1), new Residual([new Residual([])]),
            new RbfKernel(0, 0)]);
        var error = Assert.Throws<InvalidSpecException>(spec.Validate);
        Assert.Equal(
        [
            "Layer 0 (Linear): 0 units must be 1 to 1000000; 256 is usual.",
            "Layer 1 (Conv2d): 0 filters must be 1 to 100000; 32 is usual.",
            "Layer 1 (Conv2d): stride 0 must be 1 to 1000; 1 is usual.",
            "Layer 1 (Conv2d): padding -1 must be 0 to 1000; leave it out to keep the size.",
            "Layer 2 (Conv2d): kernel size 4 is even, so no padding keeps the size; name the padding or use an odd kernel.",
            "Layer 3 (BatchNorm): momentum 0 must be above 0 and at most 1; 0.1 is usual.",
            "Layer 3 (BatchNorm): epsilon 0 must be above 0; 1e-5 is usual.",
            "Layer 4 (Relu): negative slope 1 must be >= 0 and below 1; 0 or 0.01 are usual.",
            "Layer 5 (MaxPool2d): size 1 must be >= 2; 2 is usual.",
            "Layer 6 (MaxPool2d): stride 0 must be 1 to 1000; leave it out for squares side by side.",
            "Layer 6 (MaxPool2d): padding 2 must be 0 to 1, half of the size; 0 is usual.",
            "Layer 7 (AveragePool2d): size 0 must be >= 2; 2 is usual.",
            "Layer 8 (GlobalPool): pool 9 must be mean, max or both; mean is usual.",
            "Layer 9 (Dropout): rate 1 must be >= 0 and below 1; 0.5 is usual.",
            "Layer 10.0 (Residual): it holds 0 layers and needs >= 1; put what is added to the input into it.",
            "Layer 11 (RbfKernel): 0 centers must be 1 to 10000; 1000 is usual.",
            "Layer 11 (RbfKernel): gamma 0 must be above 0; null, 0.5 divided by the number of columns, is usual.",
        ], error.Problems);
    }
}
