using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

/// <summary>
/// Against PyTorch 1.13 in float64: Conv2d 1-4 3x3, BatchNorm, ReLU, MaxPool 2, Conv2d 4-8 3x3, BatchNorm, ReLU, global mean, Linear 8-3,
/// a batch of 4 images of 16 x 16; BCEWithLogitsLoss with pos_weight, and CrossEntropyLoss.
/// </summary>
public sealed class GoldenCnnTests
{
    private static readonly string[] Losses = ["bce", "ce"];

    private static readonly ModelPlan Plan = new ModelSpec(
        [new Conv2d(4), new BatchNorm(), new Relu(), new MaxPool2d(), new Conv2d(8), new BatchNorm(), new Relu(),
            new GlobalPool(PoolKind.Mean)]).Bind(Shape.Image(1, 16, 16), 3);

    public static MatrixTheoryData<string, string> LossesOnEveryEngine => new(TestEngines.Names, Losses);

    public static MatrixTheoryData<string, string, string> Optimizers =>
        new(TestEngines.Names, Losses, ["sgd", "adam", "adamw", "adagrad"]);

    [Theory, MemberData(nameof(LossesOnEveryEngine))]
    public void Logits_loss_every_gradient_running_statistics_and_prediction_equal_PyTorch(string engine, string lossName)
    {
        var (network, targets, loss) = Build(engine, lossName, new Adam());
        using var open = network;
        network.Learn();
        TorchGolden.AssertClose($"cnn_{lossName}_output", network.Logits.Values);
        Assert.Equal(TorchGolden.Of("cnn", lossName).GetProperty("loss").GetDouble(),
            loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
        network.Backward();
        TorchGolden.AssertGradientsAndStatistics($"cnn_{lossName}", Plan, network);
        network.Predict();
        TorchGolden.AssertClose($"cnn_{lossName}_output_eval", network.Logits.Values);
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void Losses_and_weights_of_five_steps_equal_PyTorch(string engine, string lossName, string optimizer)
    {
        var golden = TorchGolden.Of("cnn", lossName).GetProperty("optimizers").GetProperty(optimizer);
        var (network, targets, loss) = Build(engine, lossName, TorchGolden.Optimizer(optimizer, golden.GetProperty("parameters")));
        using var open = network;
        TorchGolden.AssertFiveSteps($"cnn_{lossName}_{optimizer}5", golden, network, targets, loss);
    }

    private static (ITrainingNetwork Network, Matrix Targets, LossState Loss) Build(string engine, string lossName, Optimizer optimizer)
    {
        var network = TestEngines.Start(engine, Plan, TorchGolden.InitialWeights("cnn", Plan), 4, new() { Optimizer = optimizer });
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
