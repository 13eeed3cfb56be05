using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

/// <summary>
/// Against PyTorch 1.13 in float64: Conv2d 1-4 3x3, BatchNorm, ReLU, MaxPool 2, Conv2d 4-8 3x3, BatchNorm, ReLU, global mean, Linear 8-3,
/// a batch of 4 images of 16 x 16; BCEWithLogitsLoss with pos_weight, and CrossEntropyLoss.
/// </summary>
public sealed class GoldenCnnTests : IDisposable
{
    private readonly Workers workers = new(2);

    public void Dispose() => workers.Dispose();

    [Theory]
    [InlineData("bce")]
    [InlineData("ce")]
    public void Logits_loss_every_gradient_running_statistics_and_prediction_equal_PyTorch(string lossName)
    {
        var (network, targets, loss) = Build(lossName);
        network.Forward(training: true);
        TorchGolden.AssertClose($"cnn_{lossName}_output", network.Logits.Values);
        Assert.Equal(TorchGolden.Of("cnn", lossName).GetProperty("loss").GetDouble(),
            loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
        network.Backward();
        foreach (var parameter in network.Parameters)
        {
            var (what, values) = parameter.Spec.IsTrained ? ("grad", parameter.Gradient) : ("after1", parameter.Value);
            TorchGolden.AssertClose($"cnn_{lossName}_{what}_{parameter.Spec.Name}", values.Values);
        }
        network.Forward(training: false);
        TorchGolden.AssertClose($"cnn_{lossName}_output_eval", network.Logits.Values);
    }

    [Theory]
    [InlineData("bce", "sgd")]
    [InlineData("ce", "sgd")]
    [InlineData("bce", "adam")]
    [InlineData("ce", "adam")]
    [InlineData("bce", "adamw")]
    [InlineData("ce", "adamw")]
    [InlineData("bce", "adagrad")]
    [InlineData("ce", "adagrad")]
    public void Losses_and_weights_of_five_steps_equal_PyTorch(string lossName, string name)
    {
        var golden = TorchGolden.Of("cnn", lossName).GetProperty("optimizers").GetProperty(name);
        var spec = TorchGolden.Optimizer(name, golden.GetProperty("parameters"));
        var (network, targets, loss) = Build(lossName);
        var optimizer = spec.Start(TensorPieces.Trained(network.Parameters, workers));
        foreach (var expected in golden.GetProperty("losses").EnumerateArray())
        {
            network.Forward(training: true);
            Assert.Equal(expected.GetDouble(), loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
            network.Backward();
            optimizer.Step();
        }
        foreach (var parameter in network.Parameters)
            TorchGolden.AssertClose($"cnn_{lossName}_{name}5_{parameter.Spec.Name}", parameter.Value.Values);
        network.Forward(training: true);
        Assert.Equal(golden.GetProperty("loss_after").GetDouble(), loss.Compute(network.Logits, targets), TorchGolden.Tolerance);
    }

    private (Network Network, Matrix Targets, LossState Loss) Build(string lossName)
    {
        var spec = new ModelSpec(
            [new Conv2d(4), new BatchNorm(), new Relu(), new MaxPool2d(), new Conv2d(8), new BatchNorm(), new Relu(),
                new GlobalPool(PoolKind.Mean)]);
        var plan = spec.Bind(Shape.Image(1, 16, 16), 3);
        var weights = TorchGolden.InitialWeights("cnn", plan);
        var network = new Network(plan, weights, 4, trains: true, workers);
        var targets = new Matrix(4, 3);
        TorchGolden.Fill(network.Input, TorchGolden.Read("cnn_x"));
        var target = TorchGolden.Read($"cnn_{lossName}_target");
        if (lossName == "bce")
        {
            TorchGolden.Fill(targets, target);
            return (network, targets,
                new BinaryCrossEntropy.State([.. TorchGolden.Of("cnn", lossName)
                    .GetProperty("pos_weight")
                    .EnumerateArray()
                    .Select(w => w.GetDouble())]));
        }
        foreach (var (row, label) in target.Index())
            targets.Row(row)[(int)label] = 1;
        return (network, targets, new CrossEntropy.State());
    }
}
