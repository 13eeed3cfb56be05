using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

/// <summary>
/// A small model for each kind of layer against PyTorch 1.13 in float64, BCEWithLogitsLoss with pos_weight: logits, loss, every gradient,
/// running statistics, prediction, and five steps of SGD. Dropout draws, so that it has no such values.
/// </summary>
public sealed class GoldenLayerTests : IDisposable
{
    private readonly Workers workers = new(2);

    public void Dispose() => workers.Dispose();

    public static TheoryData<string, int, Shape, LayerSpec[]> Kinds => new()
    {
        { "linear", 5, Shape.Vector(6), [new Linear(5)] },
        { "leaky_relu", 5, Shape.Vector(6), [new Linear(5), new Relu(0.1)] },
        { "batch_norm", 5, Shape.Vector(6), [new BatchNorm(0.2, 1e-3), new Relu(), new Linear(5), new BatchNorm(), new Relu()] },
        { "conv2d", 4, Shape.Image(2, 7, 6), [new Conv2d(3, 2, 2, 1), new Flatten()] },
        { "max_pool2d", 4, Shape.Image(2, 7, 6), [new Conv2d(3), new MaxPool2d(3), new Flatten()] },
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
    };

    [Theory, MemberData(nameof(Kinds))]
    public void Logits_loss_gradients_statistics_and_prediction_equal_PyTorch(string kind, int rows, Shape input, LayerSpec[] layers)
    {
        var (network, targets, loss) = Build(kind, rows, input, layers);
        network.Forward(training: true);
        TorchGolden.AssertClose($"{kind}_bce_output", network.Logits.Values);
        var expected = TorchGolden.Of(kind, "bce").GetProperty("loss").GetDouble();
        Assert.Equal(expected, loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
        network.Backward();
        foreach (var parameter in network.Parameters)
        {
            var (what, values) = parameter.Spec.IsTrained ? ("grad", parameter.Gradient) : ("after1", parameter.Value);
            TorchGolden.AssertClose($"{kind}_bce_{what}_{parameter.Spec.Name}", values.Values);
        }
        network.Forward(training: false);
        TorchGolden.AssertClose($"{kind}_bce_output_eval", network.Logits.Values);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Losses_and_weights_of_five_steps_equal_PyTorch(string kind, int rows, Shape input, LayerSpec[] layers)
    {
        var golden = TorchGolden.Of(kind, "bce").GetProperty("optimizers").GetProperty("sgd");
        var (network, targets, loss) = Build(kind, rows, input, layers);
        var spec = TorchGolden.Optimizer("sgd", golden.GetProperty("parameters"));
        var optimizer = spec.Start(TensorPieces.Trained(network.Parameters, workers));
        foreach (var expected in golden.GetProperty("losses").EnumerateArray())
        {
            network.Forward(training: true);
            Assert.Equal(expected.GetDouble(), loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
            network.Backward();
            optimizer.Step();
        }
        foreach (var parameter in network.Parameters)
            TorchGolden.AssertClose($"{kind}_bce_sgd5_{parameter.Spec.Name}", parameter.Value.Values);
        network.Forward(training: true);
        Assert.Equal(golden.GetProperty("loss_after").GetDouble(), loss.Compute(network.Logits, targets), TorchGolden.Tolerance);
    }

    private (Network Network, Matrix Targets, LossState Loss) Build(string kind, int rows, Shape input, LayerSpec[] layers)
    {
        var plan = new ModelSpec([.. layers]).Bind(input, 3);
        Network network = new(plan, TorchGolden.InitialWeights(kind, plan), rows, trains: true, workers);
        Matrix targets = new(rows, 3);
        TorchGolden.Fill(network.Input, ChannelsLast(TorchGolden.Read($"{kind}_x"), input));
        TorchGolden.Fill(targets, TorchGolden.Read($"{kind}_bce_target"));
        var positiveWeights = TorchGolden.Of(kind, "bce").GetProperty("pos_weight").EnumerateArray().Select(w => w.GetDouble());
        return (network, targets, new BinaryCrossEntropy.State([.. positiveWeights]));
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
