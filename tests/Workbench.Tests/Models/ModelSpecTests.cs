using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Tests.Models;

public class ModelSpecTests
{
    [Fact]
    public void A_convolutional_model_has_the_shapes_and_costs_that_PyTorch_gives_it()
    {
        var spec = new ModelSpec([new Conv2d(32), new BatchNorm(), new Relu(), new MaxPool2d(),
            new Residual([new Conv2d(32), new BatchNorm(), new Relu()]),
            new Conv2d(64, 5, 2), new AveragePool2d(3), new GlobalPool(PoolKind.Both), new Dropout(0.3)]);
        var plan = spec.Bind(Shape.Image(1, 128, 65), 16);
        Assert.Equal(
            ["32 x 128 x 65", "32 x 128 x 65", "32 x 128 x 65", "32 x 64 x 32", "32 x 64 x 32", "64 x 32 x 16", "64 x 10 x 5", "128",
                "128", "16"], plan.Layers.Select(l => $"{l.Output}"));
        // Convolutions before BatchNorm have no bias: 288 + 64 + 9216 + 64 + (51200 + 64) + (2048 + 16).
        Assert.Equal(62_960, plan.ParameterCount);
        Assert.Equal(288L * 128 * 65 + 9216 * 64 * 32 + 51_200L * 32 * 16 + 2048, plan.MultiplyAdds);
        Assert.Equal(["0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var", "4.0.weight", "4.1.weight", "4.1.bias",
            "4.1.running_mean", "4.1.running_var",
            "5.weight", "5.bias", "9.weight", "9.bias"], plan.Parameters.Select(p => p.Name));
        Assert.Equal([64, 32, 5, 5], plan.Parameters.Single(p => p.Name == "5.weight").Shape);
        Assert.Equal((16, 128), (plan.LabelCount, plan.EmbeddingSize));
    }

    [Fact]
    public void The_mlp_preset_has_three_dense_layers()
    {
        var plan = ModelSpec.Mlp.Bind(Shape.Vector(518), 16);
        Assert.Equal(3, plan.Layers.Count(l => l.Layer is Linear));
        Assert.Equal(plan.Parameters.Where(p => p.IsTrained).Sum(p => p.Count), plan.ParameterCount);
    }

    [Fact]
    public void Without_a_body_it_is_a_logistic_regression()
    {
        var plan = new ModelSpec([]).Bind(Shape.Vector(5), 3);
        Assert.Equal((18, 5), (plan.ParameterCount, plan.EmbeddingSize));
    }

    [Fact]
    public void Flatten_keeps_every_value() =>
        Assert.Equal(24, new ModelSpec([new Flatten()]).Bind(Shape.Image(2, 3, 4), 1).EmbeddingSize);

    [Fact]
    public void The_cnn_preset_costs_what_its_layers_say()
    {
        var plan = ModelSpec.Cnn.Bind(Shape.Image(1, 128, 128), 16);
        // 3 x 3 kernels, a scale and a shift a filter, then 128 x 16 and a bias.
        Assert.Equal(9 * (32 + 32 * 64 + 64 * 128 + 128 * 128) + 2 * (32 + 64 + 128 + 128) + 128 * 16 + 16, plan.ParameterCount);
        Assert.Equal(9L * (32 * 128 * 128 + 32 * 64 * 64 * 64 + 64 * 128 * 32 * 32 + 128 * 128 * 16 * 16) + 128 * 16, plan.MultiplyAdds);
        Assert.Equal(128, plan.EmbeddingSize);
    }

    [Theory]
    [InlineData(128, 129)]
    [InlineData(96, 216)]
    [InlineData(40, 64)]
    public void The_image_presets_take_segments_of_any_usual_size(int bands, int frames)
    {
        foreach (var spec in new[] { ModelSpec.Cnn, ModelSpec.VggLike, ModelSpec.ShortChunkResNet })
        {
            var plan = spec.Bind(Shape.Image(1, bands, frames), 7);
            Assert.Equal(7, plan.LabelCount);
            Assert.InRange(plan.ParameterCount, 200_000, 2_500_000); // small enough for some hundred songs and a CPU
            Assert.InRange(plan.MultiplyAdds, 20_000_000, 600_000_000);
        }
        Assert.Equal(7, ModelSpec.ShortChunkResNet.Layers.Count(l => l is Residual));
        Assert.Equal(8, ModelSpec.VggLike.Layers.Count(l => l is Conv2d));
    }

    [Fact]
    public void The_table_is_for_people()
    {
        var spec = new ModelSpec([new Conv2d(4), new BatchNorm(), new Relu(0.1), new MaxPool2d(),
            new Residual([new Conv2d(8, Stride: 2)]) { Shortcut = [new Conv2d(8, 1, 2)] }, new GlobalPool(PoolKind.Max), new Dropout(0.5)]);
        var table = spec.Bind(Shape.Image(1, 16, 20), 2).ToTable();
        Assert.Equal("""
                          layer                           output  parameters     sees  multiply-adds
                          Input                      1 x 16 x 20
            0             Conv2d 4, 3 x 3            4 x 16 x 20          36    3 x 3         11,520
            1             BatchNorm                  4 x 16 x 20           8    3 x 3              0
            2             Relu, leaky 0.1            4 x 16 x 20           0    3 x 3              0
            3             MaxPool2d 2                 4 x 8 x 10           0    4 x 4              0
            4             Residual                     8 x 4 x 5           0    8 x 8              0
            4.0           Conv2d 8, 3 x 3, stride 2    8 x 4 x 5         296    8 x 8          5,760
            4.shortcut.0  Conv2d 8, 1 x 1, stride 2    8 x 4 x 5          40    4 x 4            640
            5             GlobalPool max                       8           0  20 x 16              0
            6             Dropout 0.5                          8           0  20 x 16              0
            7             Linear 2                             2          18  20 x 16             16
                          Total                                          398                  17,936

            """, table.ToString(), ignoreLineEndingDifferences: true);
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
    }

    public static TheoryData<LayerSpec[], Shape, string> Misfits => new()
    {
        { [new Linear(4)], Shape.Image(1, 8, 8),
            "Layer 0 (Linear) cannot take an input of 1 x 8 x 8: it needs a feature vector. Put Flatten or GlobalPool before it." },
        { [], Shape.Image(1, 8, 8),
            "Layer 0 (Linear) cannot take an input of 1 x 8 x 8: it needs a feature vector. Put Flatten or GlobalPool before it." },
        { [new Relu(), new Conv2d(4)], Shape.Vector(9), "Layer 1 (Conv2d) cannot take an input of 9: it needs an image" },
        { [new Conv2d(4, 5, 1, 0)], Shape.Image(1, 4, 9),
            "Layer 0 (Conv2d) cannot take an input of 1 x 4 x 9: it is smaller than the 5 x 5 kernel." },
        { [new MaxPool2d(4), new MaxPool2d(4)], Shape.Image(1, 8, 99),
            "Layer 1 (MaxPool2d) cannot take an input of 1 x 2 x 24: it is smaller than the 4 x 4 square." },
        { [new AveragePool2d(9)], Shape.Image(1, 99, 8),
            "Layer 0 (AveragePool2d) cannot take an input of 1 x 99 x 8: it is smaller than the 9 x 9 square." },
        { [new GlobalPool(PoolKind.Max)], Shape.Vector(3), "Layer 0 (GlobalPool) cannot take an input of 3: it needs an image" },
        { [new Residual([new Conv2d(2)])], Shape.Image(1, 8, 8),
            "Layer 0 (Residual) cannot take an input of 1 x 8 x 8: its layers make 2 x 8 x 8 of it, and only equal shapes can be added." },
        { [new Residual([new Conv2d(2)]) { Shortcut = [new Conv2d(2, 1, 2)] }], Shape.Image(1, 8, 8),
            "Layer 0 (Residual) cannot take an input of 1 x 8 x 8: its layers make 2 x 8 x 8 of it and its shortcut 2 x 4 x 4, "
                + "and only equal shapes can be added." },
        { [new Residual([new Conv2d(2)]) { Shortcut = [new Linear(2)] }], Shape.Image(1, 8, 8),
            "Layer 0.shortcut.0 (Linear) cannot take an input of 1 x 8 x 8" },
        { [new Residual([new Relu(), new Linear(2)])], Shape.Image(1, 8, 8), "Layer 0.1 (Linear) cannot take an input of 1 x 8 x 8" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_layer_that_does_not_fit_is_named_with_its_input_and_the_remedy(LayerSpec[] layers, Shape input, string message)
    {
        var error = Assert.Throws<InvalidSpecException>(() => new ModelSpec([.. layers]).Bind(input, 2));
        Assert.StartsWith($"ModelSpec: {message}", error.Message, StringComparison.Ordinal);
    }
}
