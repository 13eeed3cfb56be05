using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

/// <summary>
/// A small model for each kind of layer against PyTorch 1.13 in float64, BCEWithLogitsLoss with pos_weight: logits, loss, every gradient,
/// running statistics, prediction, and five steps of SGD. Dropout draws, so that it has no such values.
/// </summary>
public sealed class GoldenLayerTests
{
    public static TheoryData<string, int, Shape, LayerSpec[]> Kinds => new()
    {
        { "linear", 5, Shape.Vector(6), [new Linear(5)] },
        { "leaky_relu", 5, Shape.Vector(6), [new Linear(5), new Relu(0.1)] },
        { "batch_norm", 5, Shape.Vector(6), [new BatchNorm(0.2, 1e-3), new Relu(), new Linear(5), new BatchNorm(), new Relu()] },
        { "conv2d", 4, Shape.Image(2, 7, 6), [new Conv2d(3, 2, 2, 1), new Flatten()] },
        { "max_pool2d", 4, Shape.Image(2, 7, 6), [new Conv2d(3), new MaxPool2d(3), new Flatten()] },
        {
            "overlapping_max_pool2d", 4, Shape.Image(2, 7, 6),
            [new Conv2d(3), new MaxPool2d(3) { Stride = 2, Padding = 1 }, new Flatten()]
        },
        { "average_pool2d", 4, Shape.Image(2, 7, 6), [new Conv2d(3), new Relu(), new AveragePool2d(), new Flatten()] },
        { "global_max", 4, Shape.Image(2, 7, 6), [new Conv2d(4), new GlobalPool(PoolKind.Max)] },
        { "global_both", 4, Shape.Image(2, 7, 6), [new Conv2d(4), new Relu(), new GlobalPool(PoolKind.Both)] },
        {
            "residual", 5, Shape.Vector(6),
            [new Linear(5), new Residual([new Linear(5), new BatchNorm(), new Relu(), new Linear(5)]), new Relu()]
        },
        {
            "shortcut", 4, Shape.Image(1, 7, 6),
            [
                new Conv2d(3),
                new Residual([new Conv2d(4, Stride: 2), new BatchNorm(), new Relu(), new Conv2d(4), new BatchNorm()])
                {
                    Shortcut = [new Conv2d(4, 1, 2), new BatchNorm()],
                },
                new Relu(),
                new GlobalPool(PoolKind.Mean),
            ]
        },
        { "rbf_kernel", 5, Shape.Vector(6), [new Linear(5), new RbfKernel(4, 0.3)] },
    };

    public static MatrixTheoryData<string, string> KindsOnEveryEngine => new(TestEngines.Names, Kinds.Select(row => row.Data.Item1));

    [Theory, MemberData(nameof(KindsOnEveryEngine))]
    public void Logits_loss_gradients_statistics_and_prediction_equal_PyTorch(string engine, string kind)
    {
        var (plan, network, targets, loss) = Build(engine, kind, new Adam());
        using var open = network;
        network.Learn();
        TorchGolden.AssertClose($"{kind}_bce_output", network.Logits.Values);
        var expected = TorchGolden.Of(kind, "bce").GetProperty("loss").GetDouble();
        Assert.Equal(expected, loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
        network.Backward();
        TorchGolden.AssertGradientsAndStatistics($"{kind}_bce", plan, network);
        network.Predict();
        TorchGolden.AssertClose($"{kind}_bce_output_eval", network.Logits.Values);
    }

    [Theory, MemberData(nameof(KindsOnEveryEngine))]
    public void Losses_and_weights_of_five_steps_equal_PyTorch(string engine, string kind)
    {
        var golden = TorchGolden.Of(kind, "bce").GetProperty("optimizers").GetProperty("sgd");
        var (_, network, targets, loss) = Build(engine, kind, TorchGolden.Optimizer("sgd", golden.GetProperty("parameters")));
        using var open = network;
        TorchGolden.AssertFiveSteps($"{kind}_bce_sgd5", golden, network, targets, loss);
    }

    private static (ModelPlan Plan, ITrainingNetwork Network, Matrix Targets, LossState Loss) Build(
        string engine, string kind, Optimizer optimizer)
    {
        var (_, rows, input, layers) = Kinds.Single(row => row.Data.Item1 == kind).Data;
        var plan = new ModelSpec([.. layers]).Bind(input, 3);
        var network = TestEngines.Start(engine, plan, TorchGolden.InitialWeights(kind, plan), rows, new() { Optimizer = optimizer });
        Matrix targets = new(rows, 3);
        TorchGolden.Fill(network.Input, ChannelsLast(TorchGolden.Read($"{kind}_x"), input));
        TorchGolden.Fill(targets, TorchGolden.Read($"{kind}_bce_target"));
        var positiveWeights = TorchGolden.Of(kind, "bce").GetProperty("pos_weight").EnumerateArray().Select(w => w.GetDouble());
        return (plan, network, targets, new BinaryCrossEntropy.State([.. positiveWeights]));
    }

    /// <summary>PyTorch has an image channel by channel, a network position by position.</summary>
    private static double[] ChannelsLast(double[] values, Shape shape)
    {
        var (positions, channels) = (shape.PositionCount, shape.ChannelCount);
        return
        [
            .. from image in values.Chunk(shape.Count)
               from position in Enumerable.Range(0, positions)
               from channel in Enumerable.Range(0, channels)
               select image[channel * positions + position],
        ];
    }
}
