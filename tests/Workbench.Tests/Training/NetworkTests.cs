using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

public sealed class NetworkTests : IDisposable
{
    private static readonly ModelPlan Plan = new ModelSpec(
    [
        new Conv2d(20), new BatchNorm(), new Relu(), new MaxPool2d(), new Residual([new Conv2d(20), new BatchNorm()]), new Relu(),
        new Residual([new Conv2d(24, 3, 2)]) { Shortcut = [new Conv2d(24, 1, 2)] }, new Dropout(0.2), new BatchNorm(), new Relu(0.1),
        new AveragePool2d(), new Relu(), new GlobalPool(PoolKind.Both), new Linear(30), new BatchNorm(), new Relu(),
    ]).Bind(Shape.Image(1, 41, 50), 3);

    private readonly Workers workers = new(2);

    public void Dispose() => workers.Dispose();

    [Fact]
    public void Training_gives_the_same_bytes_on_any_number_of_threads()
    {
        int[] Train(int threads)
        {
            using var team = new Workers(threads);
            var (network, rng) = (New(12, trains: true, team), new Random(5));
            var optimizer = new Adam(1e-3).Start(TensorPieces.Trained(network.Parameters, team));
            for (var step = 0; step < 3; step++)
            {
                Fill(network, 12, rng);
                Learn(network, rng);
                optimizer.Step();
            }
            return TrainingSamples.Bits(network.ToWeights());
        }
        var alone = Train(1);
        Assert.Equal(alone, Train(1));
        Assert.Equal(alone, Train(2));
        Assert.Equal(alone, Train(4));
    }

    [Fact]
    public void A_smaller_last_batch_is_learned_from_as_if_there_were_no_room_for_more()
    {
        Network roomy = New(9, trains: true, workers), tight = New(4, trains: true, workers);
        Fill(roomy, 9, new Random(1));
        Learn(roomy, new Random(2)); // what is left of a larger batch must not matter
        foreach (var network in new[] { roomy, tight })
        {
            Fill(network, 4, new Random(3));
            Learn(network, new Random(4));
        }
        Assert.True(roomy.Logits.Values.SequenceEqual(tight.Logits.Values));
        foreach (var (a, b) in roomy.Parameters.Zip(tight.Parameters))
            Assert.True(a.Gradient.Values.SequenceEqual(b.Gradient.Values), a.Spec.Name);
    }

    [Fact]
    public void A_prediction_has_the_same_bytes_whatever_examples_stand_beside_it()
    {
        Network many = New(8, trains: false, workers), one = New(1, trains: false, workers);
        Fill(many, 8, new Random(6));
        many.Forward(training: false);
        for (var example = 0; example < 8; example++)
        {
            many.Input.Values.Slice(example * Plan.Input.Count, Plan.Input.Count).CopyTo(one.Input.Values);
            one.Forward(training: false);
            Assert.True(one.Logits.Values.SequenceEqual(many.Logits.Row(example)));
            Assert.True(one.Embedding.Values.SequenceEqual(many.Embedding.Row(example)));
        }
    }

    [Theory]
    [InlineData("0.weight", "layer 0 (Conv2d)")]
    [InlineData("1.running_var", "layer 1 (BatchNorm)")]
    [InlineData("4.0.weight", "layer 4.0 (Conv2d)")]
    [InlineData("6.shortcut.0.bias", "layer 6.shortcut.0 (Conv2d)")]
    [InlineData("8.running_var", "layer 8 (BatchNorm)")]
    public void The_first_layer_with_a_value_that_is_no_number_is_named_also_inside_a_block(string tensor, string place)
    {
        var network = New(2, trains: true, workers);
        Fill(network, 2, new Random(7));
        network.Forward(training: true);
        Assert.Null(network.FirstNonFinite());
        network.Parameters.Single(p => p.Spec.Name == tensor).Value.Values[^1] = float.NaN;
        Assert.Equal(place, network.FirstNonFinite());
    }

    [Fact]
    public void Gradients_share_memory()
    {
        var plan = ModelSpec.Cnn.Bind(Shape.Image(1, 64, 64), 4);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var network = new Network(plan, Weights.Initialize(plan, new Random(1)), 16, trains: true, workers);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // PyTorch keeps for each block what the convolution and the ReLU give, and what the max-pool gives with its places in 64 bits.
        var kept = plan.Layers.Sum(l => l.Layer is Conv2d or Relu ? l.Output.Count : l.Layer is MaxPool2d ? 3L * l.Output.Count : 0) * 16
            * sizeof(float);
        Assert.True(allocated < 1.2 * kept, $"{allocated} bytes, PyTorch's activations alone are {kept}");
        Assert.Equal(4, network.Logits.Columns);
    }

    private static Network New(int capacity, bool trains, Workers workers) =>
        new(Plan, Weights.Initialize(Plan, new Random(0)), capacity, trains, workers);

    private static void Fill(Network network, int examples, Random rng)
    {
        network.Input.Rows = examples * Plan.Input.PositionCount;
        Matrices.Random(network.Input.Rows, network.Input.Columns, rng).Values.CopyTo(network.Input.Values);
    }

    private static void Learn(Network network, Random rng)
    {
        network.Draw(rng);
        network.Forward(training: true);
        var targets = new Matrix(network.Logits.Rows, network.Logits.Columns);
        foreach (ref var target in targets.Values)
            target = rng.Next(2);
        new BinaryCrossEntropy.State([1, 2, 3]).Compute(network.Logits, targets, network.LogitsGradient);
        network.Backward();
    }
}
