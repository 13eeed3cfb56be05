using System.Collections.Immutable;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Kernels;
using Workbench.Training.Layers;

namespace Workbench.Tests.Training;

public class ConvolutionBlockTests
{
    private const int Images = 5, PartImages = 2, Channels = 9, Filters = 20;

    /// <summary>Patches, Winograd's products and a matrix product; pooled with a rest, and not pooled.</summary>
    public static TheoryData<int, int> Kinds => new() { { 1, 1 }, { 1, 2 }, { 3, 1 }, { 3, 3 }, { 5, 2 } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_few_images_at_a_time_give_what_the_layers_give_one_after_the_other(int kernelSize, int poolSize)
    {
        using var workers = new Workers(2);
        var block = new Setting(kernelSize, poolSize, workers);
        var parts = block.Block();
        parts.Forward(block.Input, training: true);
        parts.Backward(block.Input, block.OutputGradient, wantsInputGradient: true);

        var layers = new Setting(kernelSize, poolSize, workers);
        Layer convolution = new Conv2dLayer(layers.Plans[..1], layers.Setup), normalisation = new BatchNormLayer(layers.Plans[1..],
            layers.Setup);
        convolution.Forward(layers.Input, training: true);
        normalisation.Forward(convolution.Output, training: true);
        normalisation.Backward(convolution.Output, layers.OutputGradient, wantsInputGradient: true);
        convolution.Backward(layers.Input, normalisation.InputGradient, wantsInputGradient: true);

        AssertEqual(normalisation.Output, parts.Output);
        AssertEqual(convolution.InputGradient, parts.InputGradient);
        foreach (var (expected, actual) in convolution.Parameters.Concat(normalisation.Parameters).Zip(parts.Parameters))
        {
            AssertEqual(expected.Value, actual.Value);
            AssertEqual(expected.Gradient, actual.Gradient);
        }

        parts.Forward(block.Input, training: false);
        convolution.Forward(layers.Input, training: false);
        normalisation.Forward(convolution.Output, training: false);
        AssertEqual(normalisation.Output, parts.Output);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_bytes_are_the_same_however_many_threads_work(int kernelSize, int poolSize)
    {
        var runs = new[] { 1, 2, 4 }.Select(threads =>
        {
            using var workers = new Workers(threads);
            var setting = new Setting(kernelSize, poolSize, workers);
            var block = setting.Block();
            block.Forward(setting.Input, training: true);
            block.Backward(setting.Input, setting.OutputGradient, wantsInputGradient: true);
            return (Matrix[])[block.Output, block.InputGradient, .. block.Parameters.SelectMany(p => new[] { p.Value, p.Gradient })];
        }).ToArray();
        foreach (var run in runs[1..])
            foreach (var (expected, actual) in runs[0].Zip(run))
                Assert.True(actual.Values.SequenceEqual(expected.Values));
    }

    /// <summary>To the rounding of float32: sums are taken in another order, and Winograd's differences are of other tiles.</summary>
    private static void AssertEqual(Matrix expected, Matrix actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        var scale = expected.Count == 0 ? 0 : expected.Values.ToArray().Max(Math.Abs);
        for (var i = 0; i < expected.Count; i++)
            Assert.Equal(expected.Values[i], actual.Values[i], 1e-5 * scale);
    }

    /// <summary>A block of layers with random weights, input and output gradient, the same each time.</summary>
    private sealed class Setting
    {
        public Setting(int kernelSize, int poolSize, Workers workers)
        {
            var rng = new Random(kernelSize);
            LayerSpec[] layers =
            [
                new Conv2d(Filters, kernelSize),
                new BatchNorm(),
                new Relu(0.1),
                .. poolSize > 1 ? [new MaxPool2d(poolSize)] : Array.Empty<LayerSpec>(),
            ];
            var plan = new ModelSpec([.. layers, new GlobalPool(PoolKind.Mean)]).Bind(Shape.Image(Channels, 14, 13), 1);
            Plans = plan.Layers[..layers.Length];
            Setup = new(Weights.Initialize(plan, rng), Images, trains: true, workers) { PartSize = PartImages * Plans[0].Output.Count };
            Input = Matrices.Random(Images * plan.Input.PositionCount, Channels, rng);
            OutputGradient = Matrices.Random(Images * Plans[^1].Output.PositionCount, Filters, rng);
        }

        public ImmutableArray<LayerPlan> Plans { get; }

        public LayerSetup Setup { get; }

        public Matrix Input { get; }

        public Matrix OutputGradient { get; }

        public ConvolutionBlockLayer Block() => new ConvolutionBlockLayer(Plans, Setup);
    }
}
