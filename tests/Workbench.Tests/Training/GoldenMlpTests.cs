using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

/// <summary>
/// Against PyTorch 1.13 in float64: Linear 8-6, ReLU, Linear 6-5, ReLU, Linear 5-3, a batch of 7, BCEWithLogitsLoss with pos_weight.
/// </summary>
public sealed class GoldenMlpTests : IDisposable
{
    private readonly Workers workers = new(1);

    public void Dispose() => workers.Dispose();

    [Fact]
    public void Logits_loss_and_every_gradient_equal_PyTorch()
    {
        var (network, targets, loss) = Build();
        network.Forward(training: true);
        TorchGolden.AssertClose("mlp_bce_output", network.Logits.Values);
        Assert.Equal(TorchGolden.Of("mlp", "bce").GetProperty("loss").GetDouble(),
            loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
        network.Backward();
        Assert.Equal(6, network.Parameters.Length);
        foreach (var parameter in network.Parameters)
            TorchGolden.AssertClose($"mlp_bce_grad_{parameter.Spec.Name}", parameter.Gradient.Values);
    }

    [Theory]
    [InlineData("sgd")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("adagrad")]
    public void Losses_and_weights_of_five_steps_equal_PyTorch(string name)
    {
        var golden = TorchGolden.Of("mlp", "bce").GetProperty("optimizers").GetProperty(name);
        var spec = TorchGolden.Optimizer(name, golden.GetProperty("parameters"));
        var (network, targets, loss) = Build();
        var optimizer = spec.Start(TensorPieces.Trained(network.Parameters, workers));
        foreach (var expected in golden.GetProperty("losses").EnumerateArray())
        {
            network.Forward(training: true);
            Assert.Equal(expected.GetDouble(), loss.Compute(network.Logits, targets, network.LogitsGradient), TorchGolden.Tolerance);
            network.Backward();
            optimizer.Step();
        }
        network.Forward(training: true);
        Assert.Equal(golden.GetProperty("loss_after").GetDouble(), loss.Compute(network.Logits, targets), TorchGolden.Tolerance);
        foreach (var parameter in network.Parameters)
            TorchGolden.AssertClose($"mlp_bce_{name}5_{parameter.Spec.Name}", parameter.Value.Values);
    }

    private (Network Network, Matrix Targets, LossState Loss) Build()
    {
        var plan = new ModelSpec([new Linear(6), new Relu(), new Linear(5), new Relu()]).Bind(Shape.Vector(8), 3);
        var weights = TorchGolden.InitialWeights("mlp", plan);
        var network = new Network(plan, weights, 7, trains: true, workers);
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
