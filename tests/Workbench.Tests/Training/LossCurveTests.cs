using Workbench.Models;
using Workbench.Training;
using Workbench.Training.Kernels;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Training;

/// <summary>
/// The loss of every 20th of 200 steps on a fixed small problem, against PyTorch 1.13 in float64: values of <c>loss_curves.py</c>,
/// which lies beside this file and states the problem.
/// </summary>
public sealed class LossCurveTests : IDisposable
{
    private const int Songs = 48, Columns = 6, Hidden = 10, Labels = 3, BatchSize = 16, Steps = 200;

    /// <summary>float32 against float64, through 200 steps that build on one another.</summary>
    private const double Tolerance = 1e-3;

    private readonly Workers workers = new(1);

    public void Dispose() => workers.Dispose();

    [Fact]
    public void Sgd_with_Nesterov_weight_decay_and_clipping_follows_PyTorch() => AssertCurve(
        new() { Optimizer = new Sgd(0.05, 0.9, true, 1e-3), ClipNorm = 0.5 }, new BinaryCrossEntropy.State([1, 1, 1]), Several,
        [0.5380266, 0.4500275, 0.3078558, 0.1858695, 0.2034776, 0.1394953, 0.0955955, 0.1276401, 0.0831254, 0.060257]);

    [Fact]
    public void Adam_follows_PyTorch() => AssertCurve(
        new() { Optimizer = new Adam(0.01) }, new BinaryCrossEntropy.State([1, 1, 1]), Several,
        [0.5289149, 0.4114861, 0.2771518, 0.1749779, 0.1865217, 0.1380791, 0.0856163, 0.1133206, 0.0754287, 0.0495037]);

    [Fact]
    public void AdamW_with_one_cycle_follows_PyTorch() => AssertCurve(
        new() { Optimizer = new AdamW(0.02, WeightDecay: 0.05), Schedule = new OneCycleSchedule() },
        new BinaryCrossEntropy.State([1, 1, 1]), Several,
        [0.6229731, 0.535241, 0.2929586, 0.1484517, 0.1453748, 0.0979809, 0.06499, 0.100825, 0.0730884, 0.0566324]);

    [Fact]
    public void Adagrad_with_focal_loss_follows_PyTorch() => AssertCurve(
        new() { Optimizer = new Adagrad(0.1, WeightDecay: 1e-3) }, new FocalLoss.State(new()), Several,
        [0.0223081, 0.0204409, 0.0141788, 0.0102778, 0.0150158, 0.010772, 0.0085512, 0.013371, 0.0097187, 0.0079091]);

    [Fact]
    public void Adam_with_cosine_and_smoothed_cross_entropy_follows_PyTorch() => AssertCurve(
        new() { Optimizer = new Adam(0.02), Schedule = new CosineSchedule(20, 0.1) }, new CrossEntropy.State(0.1), One,
        [0.6453651, 0.6058573, 0.5077783, 0.4286779, 0.4861883, 0.421772, 0.3921166, 0.4531856, 0.405938, 0.3841241]);

    private void AssertCurve(TrainingSpec spec, LossState loss, Func<double[], double[]> label, double[] expected)
    {
        double[][] songs = [.. Enumerable.Range(0, Songs * Columns).Select(i => Math.Sin(1.7 * i * i % 1000)).Chunk(Columns)];
        var network = MakeNetwork();
        var trained = TensorPieces.Trained(network.Parameters, workers);
        var optimizer = spec.Optimizer.Start(trained);
        var schedule = spec.Schedule.Start(Steps, 1);
        var clipper = new GradientClipper(trained, spec.ClipNorm ?? double.MaxValue);
        var targets = new Matrix(BatchSize, Labels);
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < BatchSize; i++)
            {
                var song = songs[step % 3 * BatchSize + i];
                for (var column = 0; column < Columns; column++)
                    network.Input.Row(i)[column] = (float)song[column];
                for (var (k, values) = (0, label(song)); k < Labels; k++)
                    targets.Row(i)[k] = (float)values[k];
            }
            network.Forward(training: true);
            var value = loss.Compute(network.Logits, targets, network.LogitsGradient);
            if (step % 20 == 19)
                Assert.Equal(expected[step / 20], value, Tolerance);
            network.Backward();
            clipper.Clip();
            optimizer.LearningRate = spec.Optimizer.LearningRate * schedule.Factor(step, 0);
            optimizer.Step();
        }
    }

    private Network MakeNetwork()
    {
        var plan = new ModelSpec([new Linear(Hidden), new BatchNorm(), new Relu()]).Bind(Shape.Vector(Columns), Labels);
        var weights = Weights.Initialize(plan, new(1)).Tensors;
        var named = weights.Where(t => !t.Name.StartsWith('1')).Select(t => t.Name).ToList();
        return new(plan, new(weights.Select(t => named.Contains(t.Name) ? Start(t) : t)), BatchSize, trains: true, workers);
    }

    /// <summary>PyTorch numbers the tensors 0, 1 (first layer), 2, 3 (BatchNorm, which keeps its 1 and 0), 4, 5 (output layer).</summary>
    private static Tensor Start(Tensor tensor)
    {
        var number = (tensor.Name[0] == '0' ? 0 : 4) + (tensor.Name.EndsWith("bias", StringComparison.Ordinal) ? 1 : 0);
        return new(tensor.Name, tensor.Shape,
            [.. Enumerable.Range(0, tensor.Values.Length).Select(i => (float)(0.4 * Math.Cos(2.3 * i + number)))]);
    }

    private static double[] Several(double[] x) => [x[0] > 0 ? 1 : 0, x[1] * x[2] > 0 ? 1 : 0, x[3] + x[4] > 0.5 ? 1 : 0];

    private static double[] One(double[] x)
    {
        var labels = new double[Labels];
        labels[(x[0] > 0.2 ? 1 : 0) + (x[1] * x[2] > 0 ? 1 : 0)] = 1;
        return labels;
    }
}
