using Workbench.Foundation;
using Workbench.Models;

namespace Workbench.Tests.Models;

public class ModelSpecTests
{
    [Fact]
    public void A_convolutional_model_has_the_shapes_and_costs_that_PyTorch_gives_it()
    {
        var spec = new ModelSpec([new Conv2d(32), new BatchNorm(), new Relu(), new MaxPool2d(), new Residual([new Conv2d(32), new BatchNorm(), new Relu()]),
            new Conv2d(64, 5, 2), new AveragePool2d(3), new GlobalPool(PoolKind.Both), new Dropout(0.3)]);
        var plan = spec.Bind(Shape.Image(1, 128, 65), 16);
        Assert.Equal(["32 x 128 x 65", "32 x 128 x 65", "32 x 128 x 65", "32 x 64 x 32", "32 x 64 x 32", "64 x 32 x 16", "64 x 10 x 5", "128", "128", "16"], plan.Layers.Select(l => $"{l.Output}"));
        // Convolutions before BatchNorm have no bias: 288 + 64 + 9216 + 64 + (51200 + 64) + (2048 + 16).
        Assert.Equal(62_960, plan.ParameterCount);
        Assert.Equal(288L * 128 * 65 + 9216 * 64 * 32 + 51_200L * 32 * 16 + 2048, plan.MultiplyAdds);
        Assert.Equal(["0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var", "4.0.weight", "4.1.weight", "4.1.bias", "4.1.running_mean", "4.1.running_var",
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
    public void The_table_is_for_people()
    {
        var table = new ModelSpec([new Linear(2), new BatchNorm(), new Relu(), new Residual([new Dropout(0.5)])]).Bind(Shape.Vector(3), 2).ToTable();
        Assert.Equal("""
                 layer                                          output  parameters  multiply-adds
                 Input                                               3                           
            0    Linear { Units = 2 }                                2           6              6
            1    BatchNorm { Momentum = 0.1, Epsilon = 1E-05 }       2           4              0
            2    Relu { NegativeSlope = 0 }                          2           0              0
            3    Residual                                            2           0              0
            3.0  Dropout { Rate = 0.5 }                              2           0              0
            4    Linear { Units = 2 }                                2           6              4
                 Total                                                          16             10

            """, table, ignoreLineEndingDifferences: true);
    }

    public static TheoryData<LayerSpec[], Shape, string> Misfits => new()
    {
        { [new Linear(4)], Shape.Image(1, 8, 8), "Layer 0 (Linear) cannot take an input of 1 x 8 x 8: it needs a feature vector. Put Flatten or GlobalPool before it." },
        { [], Shape.Image(1, 8, 8), "Layer 0 (Linear) cannot take an input of 1 x 8 x 8: it needs a feature vector. Put Flatten or GlobalPool before it." },
        { [new Relu(), new Conv2d(4)], Shape.Vector(9), "Layer 1 (Conv2d) cannot take an input of 9: it needs an image" },
        { [new Conv2d(4, 5, 1, 0)], Shape.Image(1, 4, 9), "Layer 0 (Conv2d) cannot take an input of 1 x 4 x 9: it is smaller than the 5 x 5 kernel." },
        { [new MaxPool2d(4), new MaxPool2d(4)], Shape.Image(1, 8, 99), "Layer 1 (MaxPool2d) cannot take an input of 1 x 2 x 24: it is smaller than the 4 x 4 square." },
        { [new AveragePool2d(9)], Shape.Image(1, 99, 8), "Layer 0 (AveragePool2d) cannot take an input of 1 x 99 x 8: it is smaller than the 9 x 9 square." },
        { [new GlobalPool(PoolKind.Max)], Shape.Vector(3), "Layer 0 (GlobalPool) cannot take an input of 3: it needs an image" },
        { [new Residual([new Conv2d(2)])], Shape.Image(1, 8, 8), "Layer 0 (Residual) cannot take an input of 1 x 8 x 8: its layers make 2 x 8 x 8 of it, and only equal shapes can be added." },
        { [new Residual([new Conv2d(2)]) { Shortcut = [new Conv2d(2, 1, 2)] }], Shape.Image(1, 8, 8), "Layer 0 (Residual) cannot take an input of 1 x 8 x 8: its layers make 2 x 8 x 8 of it and its shortcut 2 x 4 x 4, and only equal shapes can be added." },
        { [new Residual([new Conv2d(2)]) { Shortcut = [new Linear(2)] }], Shape.Image(1, 8, 8), "Layer 0.shortcut.0 (Linear) cannot take an input of 1 x 8 x 8" },
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
