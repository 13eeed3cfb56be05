using Workbench.Models;
using Workbench.Tests.Export;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Models;

/// <summary>The ResNet-18 of pictures as a model of ours, where environment/install-pretrained.sh laid it.</summary>
public class ResNet18Tests
{
    [Fact]
    public void It_has_the_layers_of_torchvision_and_a_block_more()
    {
        var plan = ModelSpec.ResNet18.Bind(Shape.Image(1, 128, 128), 10);
        // torchvision's resnet18 has 11,689,512 with three channels and 1000 classes.
        const int Block = 2 * (512 * 512 * 9 + 2 * 512);
        Assert.Equal(11_689_512 - 2 * 64 * 49 - 513 * 1000 + 513 * 10 + Block, plan.ParameterCount);
        Assert.Equal("512 x 4 x 4", $"{plan.Layers.Last(layer => layer.Layer is Relu).Output}");
    }

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void Every_picture_gives_what_ONNX_Runtime_makes_of_it_in_all_three_channels(string engine)
    {
        var start = StartWeights.ImageNet with { InputScale = 1 };
        if (!start.IsPresent)
            Assert.Skip($"The weights are not installed; {StartWeights.Installation}.");
        const int Side = 224; // what the file hears
        var plan = ModelSpec.ResNet18.Bind(Shape.Image(1, Side, Side), 2);
        var started = StartedWeights.From(plan, start, Weights.Initialize(plan, new(1)));
        Assert.Null(started.Note);
        var picture = new float[Side * Side];
        var rng = new Random(3);
        for (var i = 0; i < picture.Length; i++) // waves, a step and noise, grey levels less their mean
            picture[i] = (float)(60 * Math.Sin(i / Side * 0.1) * Math.Cos(i % Side * 0.23) + (i % Side > 100 ? 30 : -30) + rng.Next(20));
        using var network = TestEngines.Of(engine).StartPrediction(new(plan, started.Weights, 1, Threads: 2));
        network.Rows = 1;
        picture.CopyTo(network.Input.Values);
        network.Predict();
        using var file = new OnnxFile(start.ReadFile());
        var expected = file.Run("Input247", [.. picture, .. picture, .. picture], 1, 3, Side, Side)["Pooling395_Output_0"];
        Assert.True(expected.Max() > 1);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], network.Embedding.Values[i], 2e-4 * Math.Max(1, Math.Abs(expected[i]))); // float32, 18 layers
    }
}
