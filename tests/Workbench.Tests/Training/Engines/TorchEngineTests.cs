using TorchSharp;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Torch;
using Workbench.Torch.Networks;
using Workbench.Training;

namespace Workbench.Tests.Training.Engines;

/// <summary>What libtorch alone has: devices, memory that nobody collects, and types of fewer bits.</summary>
public class TorchEngineTests
{
    private static readonly ModelPlan Plan = new ModelSpec(
    [
        new Conv2d(6), new BatchNorm(), new Relu(), new Residual([new Conv2d(6)]), new MaxPool2d(), new Dropout(0.2),
        new GlobalPool(PoolKind.Both), new Linear(8), new BatchNorm(), new Relu(),
    ]).Bind(Shape.Image(1, 12, 10), 3);

    [Theory]
    [InlineData("gpu", "gpu: no such device; did you mean cpu?")]
    [InlineData("cuda:x", "cuda:x: no such device; did you mean cuda:1?")]
    public void A_device_that_is_no_device_is_refused(string device, string message) =>
        Assert.Equal(message, Assert.ThrowsAny<WorkbenchException>(() => TorchEngine.On(device)).Message);

    [Fact]
    public void Mixed_precision_is_refused_where_there_is_none() =>
        Assert.Equal("Mixed precision is for GPUs of NVIDIA, and the device is cpu; leave it out.",
            Assert.Throws<WorkbenchException>(() => TorchEngine.On("cpu", mixedPrecision: true)).Message);

    [Fact]
    public void A_GPU_that_is_not_there_is_one_sentence()
    {
        InstalledTorch.OrSkip();
        var device = $"cuda:{torch.cuda.device_count()}";
        Assert.Matches(@"^There is no device cuda:\d+.*TorchEngine\.On\(""cpu""\) needs none\.$",
            Assert.Throws<WorkbenchException>(() => TorchEngine.On(device)).Message);
    }

    [Fact]
    public void What_a_machine_is_best_served_by_is_a_GPU_or_else_the_managed_engine()
    {
        InstalledTorch.OrSkip();
        var hasGpu = torch.cuda.is_available() || torch.mps_is_available();
        Assert.Equal(hasGpu ? "torch" : "managed", TorchEngine.Auto().Name);
    }

    [Fact]
    public void Epochs_leave_no_tensors_behind()
    {
        InstalledTorch.OrSkip();
        var (train, validation) = TrainingSamples.MultiLabel(80, 40);
        var live = new List<long>();
        var spec = ResumableTraining.Spec with
        {
            Epochs = 20,
            Patience = 20,
            ClipNorm = 1,
            OnEpoch = EpochCallback.Of("live tensors", (_, _) =>
            {
                live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
                return true;
            }),
        };
        new Trainer(TorchEngine.On("cpu")).Train(train, validation, new(), ResumableTraining.Model, spec, work: TestWork.Of());
        Assert.Equal(20, live.Count);
        Assert.All(live.Skip(1), count => Assert.Equal(live[1], count));
    }

    [Fact]
    public void A_network_frees_all_that_it_took()
    {
        InstalledTorch.OrSkip();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        foreach (var spec in new[] { new TrainingSpec(), new TrainingSpec { ClipNorm = 1, AverageDecay = 0.9 } })
            using (var network = TestEngines.Start(TestEngines.Torch, Plan, Weights.Initialize(Plan, new(1)), 4, spec))
            {
                network.Learn();
                network.Backward();
                network.Step(0.1);
                network.Learn(); // and its graph is not asked for
                Assert.Equal(4, network.Embedding.Rows);
            }
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void A_batch_that_does_not_fit_is_one_sentence_with_the_size_to_try()
    {
        InstalledTorch.OrSkip();
        var weights = Weights.Initialize(Plan, new(1));
        using var network = new TorchTrainingNetwork(new(Plan, weights, 64, Threads: 1),
            new GreedyModel(new LayeredModel(Plan, weights, torch.CPU)), new(), torch.CPU)
        { Rows = 64 };
        const string Advice = "A batch of 64 does not fit into the memory of the machine. Try a batch size of 32.";
        Assert.Equal(Advice, Assert.Throws<WorkbenchException>(() => network.Learn()).Message);
        Assert.Equal(Advice, Assert.Throws<WorkbenchException>(() => network.Predict()).Message);
        Assert.Equal("A batch of 8000000 examples has more than the 2 GB of values that it may have; a batch size of 4166666 fits.",
            Assert.Throws<WorkbenchException>(() =>
                TorchEngine.On("cpu").StartTraining(new(Plan, weights, 8_000_000, Threads: 1), new())).Message);
    }

    [Fact]
    public void Products_in_fewer_bits_give_nearly_the_same_and_learn_in_float32()
    {
        InstalledTorch.OrSkip();
        Assert.SkipWhen(ErrorOfFewerBits() > 0.05,
            $"libtorch itself computes convolutions in bfloat16 wrong on this processor: off by {ErrorOfFewerBits():P0}");
        var weights = Weights.Initialize(Plan, new(1));
        var (full, mixed) = (Learn(null), Learn(torch.ScalarType.BFloat16));
        Assert.NotEqual(full.Logits, mixed.Logits);
        for (var i = 0; i < full.Logits.Length; i++)
            Assert.Equal(full.Logits[i], mixed.Logits[i], 0.05); // 8 bits of a fraction, some layers, logits of about 1
        foreach (var (exact, rounded) in full.Gradients.Tensors.Zip(mixed.Gradients.Tensors))
        {
            double Norm(float[] values) => Math.Sqrt(values.Sum(v => (double)v * v));
            float[] a = exact.Values.ToArray(), b = rounded.Values.ToArray();
            Assert.InRange(Norm([.. a.Zip(b, (x, y) => x - y)]), 0, 0.2 * Norm(a) + 1e-3);
        }

        (float[] Logits, Weights Gradients) Learn(torch.ScalarType? type)
        {
            using var network = new TorchTrainingNetwork(new(Plan, weights, 8, Threads: 1),
                new LayeredModel(Plan, weights, torch.CPU, type), new(), torch.CPU)
            { Rows = 8 };
            Matrices.Random(8, Plan.Input.Count, new(2)).Values.CopyTo(network.Input.Values);
            network.Draw(new(3));
            network.Learn();
            network.LogitsGradient.Values.Fill(0.1f);
            for (var i = 0; i < 8; i++)
                network.LogitsGradient.Row(i)[i % 3] = -0.3f;
            network.Backward();
            return (network.Logits.Values.ToArray(), network.ToGradients());
        }
    }

    /// <summary>How far convolutions of libtorch alone are from those in float32: a hundredth is usual.</summary>
    private static double ErrorOfFewerBits()
    {
        using var scope = torch.NewDisposeScope();
        return new[] { 1, 6 }.Max(channels =>
        {
            torch.Tensor images = torch.randn(8, channels, 12, 10), filters = torch.randn(6, channels, 3, 3);
            var exact = torch.nn.functional.conv2d(images, filters, padding: [1, 1]);
            var rounded = torch.nn.functional.conv2d(images.bfloat16(), filters.bfloat16(), padding: [1, 1]).to(torch.ScalarType.Float32);
            return ((rounded - exact).norm() / exact.norm()).ToDouble();
        });
    }
}
