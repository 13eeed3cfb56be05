using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;

namespace Workbench.Tests.Training;

public sealed class GradientTests : IDisposable
{
    private readonly Workers workers = new(2);

    public void Dispose() => workers.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Gradients_of_random_models_equal_finite_differences_of_the_float64_reference(int seed)
    {
        var rng = new Random(seed);
        for (var checkedModels = 0; checkedModels < 10;)
        {
            var network = RandomNetwork(rng, out var targets, out var plainTargets);
            double[] weights = [.. plainTargets[0].Select(_ => 0.5 + 2 * rng.NextDouble())];
            network.Draw(rng);
            network.Forward(training: true);
            var plain = new PlainNetwork(network, plainTargets, weights);
            var loss = new BinaryCrossEntropyState(weights).Compute(network.Logits, targets, network.LogitsGradient);
            Assert.Equal(plain.Loss(), loss, 1e-5 * Math.Max(1, loss)); // float32 forward
            if (plain.ReluMargin < 1e-3)
                continue; // a ReLU at its corner has no derivative there: draw another model
            network.Backward();
            foreach (var parameter in network.Parameters.Where(p => p.Spec.IsTrained))
                AssertGradient(plain, plain.Tensors[parameter.Spec.Name], parameter.Gradient.Values);
            checkedModels++;
        }
    }

    [Fact]
    public void The_gradient_of_a_layers_input_is_right_too()
    {
        // The first layer's input gradient is not computed in training, but is that of every later layer.
        var rng = new Random(9);
        var plan = new ModelSpec([new BatchNorm(), new Linear(4), new Relu(0.1), new Dropout(0.4)]).Bind(Shape.Vector(5), 2);
        var network = new Network(plan, Weights.Initialize(plan, rng), 6, trains: true, workers);
        Matrices.Random(6, 5, rng).Values.CopyTo(network.Input.Values);
        var (targets, plainTargets) = RandomTargets(6, 2, rng);
        network.Draw(rng);
        network.Forward(training: true);
        new BinaryCrossEntropyState([1, 1]).Compute(network.Logits, targets, network.LogitsGradient);
        network.Backward();
        network.Layers[0].Backward(network.Input, network.Layers[1].InputGradient, wantsInputGradient: true);
        var plain = new PlainNetwork(network, plainTargets, [1, 1]);
        Assert.True(plain.Loss() > 0 && plain.ReluMargin > 1e-3);
        for (var row = 0; row < 6; row++)
            AssertGradient(plain, plain.Input[row], network.Layers[0].InputGradient.Row(row));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var rng = new Random(8);
        using var alone = new Workers(1);
        var plan = new ModelSpec([new Linear(40), new BatchNorm(), new Relu(), new Dropout(0.5), new Linear(20), new Relu()]).Bind(Shape.Vector(30), 3);
        var network = new Network(plan, Weights.Initialize(plan, rng), 10, trains: true, alone);
        var optimizer = new Adam().Start(TensorPieces.Trained(network.Parameters, alone));
        var (targets, _) = RandomTargets(10, 3, rng);
        var loss = new BinaryCrossEntropyState([1, 2, 3]);
        void Step()
        {
            network.Draw(rng);
            network.Forward(training: true);
            loss.Compute(network.Logits, targets, network.LogitsGradient);
            network.Backward();
            optimizer.Step();
        }
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Step();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Running_statistics_and_prediction_equal_the_formulas_of_PyTorch()
    {
        var rng = new Random(4);
        var plan = new ModelSpec([new BatchNorm(0.3, 1e-3)]).Bind(Shape.Vector(70), 2);
        var network = new Network(plan, Weights.Initialize(plan, rng), 9, trains: true, workers);
        double[] mean = new double[70], variance = [.. Enumerable.Repeat(1.0, 70)];
        for (var batch = 0; batch < 3; batch++)
        {
            network.Input.Rows = 9 - batch;
            Matrices.Random(9 - batch, 70, rng).Values.CopyTo(network.Input.Values);
            network.Forward(training: true);
            for (var i = 0; i < 70; i++)
            {
                double[] column = [.. Enumerable.Range(0, network.Input.Rows).Select(row => (double)network.Input.Row(row)[i])];
                var center = column.Average();
                mean[i] = 0.7 * mean[i] + 0.3 * center;
                variance[i] = 0.7 * variance[i] + 0.3 * column.Sum(x => (x - center) * (x - center)) / (column.Length - 1);
            }
        }
        for (var i = 0; i < 70; i++)
        {
            Assert.Equal(mean[i], network.Parameters[2].Value.Values[i], 1e-6); // float32, values of at most 1
            Assert.Equal(variance[i], network.Parameters[3].Value.Values[i], 1e-6);
        }
        network.Forward(training: false);
        var expected = new PlainNetwork(network, [], []).Forward(training: false);
        for (var row = 0; row < network.Logits.Rows; row++)
            for (var label = 0; label < 2; label++)
                Assert.Equal(expected[row][label], network.Logits.Row(row)[label], 1e-5); // float32, sums of 70 products of at most 1
    }

    private Network RandomNetwork(Random rng, out Matrix targets, out double[][] plainTargets)
    {
        List<LayerSpec> layers = [];
        for (var i = rng.Next(0, 4); i > 0; i--)
            layers.AddRange(new LayerSpec[] { new Linear(rng.Next(1, 12)), new BatchNorm(), new Relu(rng.Next(2) * 0.2), new Dropout(0.5) }.Where((layer, kind) => kind == 0 || rng.Next(2) == 0));
        int columns = rng.Next(1, 20), rows = rng.Next(3, 14), labels = rng.Next(1, 5);
        var plan = new ModelSpec([.. layers]).Bind(Shape.Vector(columns), labels);
        var network = new Network(plan, Weights.Initialize(plan, rng), rows, trains: true, workers);
        foreach (var parameter in network.Parameters.Where(p => p.Spec.Role is ParameterRole.Scale or ParameterRole.Shift))
            foreach (ref var value in parameter.Value.Values)
                value += (float)(rng.NextDouble() - 0.5); // so that a forgotten scale or shift is seen
        Matrices.Random(rows, columns, rng).Values.CopyTo(network.Input.Values);
        (targets, plainTargets) = RandomTargets(rows, labels, rng);
        return network;
    }

    private static (Matrix Targets, double[][] Plain) RandomTargets(int rows, int labels, Random rng)
    {
        var targets = new Matrix(rows, labels);
        foreach (ref var target in targets.Values)
            target = rng.Next(2);
        return (targets, [.. targets.Values.ToArray().Select(v => (double)v).Chunk(labels)]);
    }

    private static void AssertGradient(PlainNetwork plain, double[] values, ReadOnlySpan<float> gradient)
    {
        const double Step = 1e-5; // error of the central difference: about 1e-10
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            values[i] = value + Step;
            var above = plain.Loss();
            values[i] = value - Step;
            var below = plain.Loss();
            values[i] = value;
            // float32; BatchNorm over few nearly equal values divides by a small deviation, which magnifies the rounding
            Assert.Equal((above - below) / (2 * Step), gradient[i], 1e-5);
        }
    }
}
