using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

/// <summary>
/// Against PyTorch 1.13 in float64: Linear 8-6, ReLU, Linear 6-5, ReLU, Linear 5-3, a batch of 7, BCEWithLogitsLoss with pos_weight.
/// </summary>
public sealed class GoldenMlpTests
{
    private static readonly ModelPlan Plan =
        new ModelSpec([new Linear(6), new Relu(), new Linear(5), new Relu()]).Bind(Shape.Vector(8), 3);

    public static MatrixTheoryData<string, string> Optimizers => new(TestEngines.Names, ["sgd", "adam", "adamw", "adagrad"]);

    [Theory]
    [InlineData(TestEngines.Managed)]
    [InlineData(TestEngines.Torch)]
    public void Logits_loss_and_every_gradient_equal_PyTorch(string engine)
    {
        var (network, targets, loss) = Build(engine, new Adam());
        using var open = network;
        network.Learn();
        TorchGolden.AssertClose("mlp_bce_output", network.Logits.Values);
        Assert.Equal(TorchGolden.Of("mlp", "bce").GetProperty("loss").GetDouble(),
            loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
        network.Backward();
        Assert.Equal(6, network.ToGradients().Tensors.Length);
        TorchGolden.AssertGradientsAndStatistics("mlp_bce", Plan, network);
    }

    [Theory, MemberData(nameof(Optimizers))]
    public void Losses_and_weights_of_five_steps_equal_PyTorch(string engine, string optimizer)
    {
        var golden = TorchGolden.Of("mlp", "bce").GetProperty("optimizers").GetProperty(optimizer);
        var (network, targets, loss) = Build(engine, TorchGolden.Optimizer(optimizer, golden.GetProperty("parameters")));
        using var open = network;
        TorchGolden.AssertFiveSteps($"mlp_bce_{optimizer}5", golden, network, targets, loss);
    }

    private static (ITrainingNetwork Network, Matrix Targets, LossState Loss) Build(string engine, Optimizer optimizer)
    {
        var network = TestEngines.Start(engine, Plan, TorchGolden.InitialWeights("mlp", Plan), 7, new() { Optimizer = optimizer });
        var targets = new Matrix(7, 3);
        TorchGolden.Fill(network.Input, TorchGolden.Read("mlp_x"));
        TorchGolden.Fill(targets, TorchGolden.Read("mlp_bce_target"));
        return (network, targets,
            new BinaryCrossEntropy.State([.. TorchGolden.Of("mlp", "bce")
                .GetProperty("pos_weight")
                .EnumerateArray()
                .Select(w => w.GetDouble())]));
    }
}
