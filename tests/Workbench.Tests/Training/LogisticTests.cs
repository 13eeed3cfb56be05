using System.Text.Json;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Logistic;
using Workbench.Training.Losses;
using Workbench.Training.Optimizers;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Training;

/// <summary>Models without layers, fitted by L-BFGS, against scikit-learn 1.2.1 (<c>scripts/sklearn_values.py</c>).</summary>
public class LogisticTests
{
    private static readonly TrainingSpec Linear = TrainingSpec.Linear;

    [Theory]
    [InlineData("softmax_1", 1, false)]
    [InlineData("softmax_balanced_0.01", 100, true)]
    [InlineData("softmax_100", 0.01, false)]
    [InlineData("sigmoid_1", 1, false)]
    public void A_fit_is_that_of_scikit_learn(string fit, double l2, bool isBalanced)
    {
        var values = ReferenceValues.Json("sklearn/logistic.json");
        var (train, validation) = Songs(values, severalLabels: fit == "sigmoid_1");
        var spec = Linear with
        {
            Scaler = ScalerKind.Standard,
            Optimizer = new Lbfgs(l2),
            Sampling = isBalanced ? Sampling.Balanced : Sampling.Shuffled,
        };
        var result = TrainingSamples.Trainer.Train(train, validation, new(), ModelSpec.Linear, spec);

        Assert.Equal(StopReason.Converged, result.LearningCurve.Stopped);
        Assert.Equal(result.LearningCurve.Epochs.Length, result.LearningCurve.BestEpoch);
        Assert.Equal(l2, result.L2);
        var expected = values.GetProperty("fits").GetProperty(fit);
        double[] weights = [.. Numbers(expected.GetProperty("weights")), .. Numbers(expected.GetProperty("biases"))];
        if (fit != "sigmoid_1")
            Centre(weights.AsSpan()[^3..]); // a softmax leaves the mean of the biases open
        double[] actual = [.. result.Weights.Tensors.SelectMany(tensor => tensor.Values.ToArray()).Select(value => (double)value)];
        if (fit != "sigmoid_1")
            Centre(actual.AsSpan()[^3..]);
        // Logits are float32, so that a slope is known to 1e-7; the curvature of the weakest penalty makes 1e-3 of it in weights of 5.
        foreach (var (i, value) in weights.Index())
            Assert.Equal(value, actual[i], 2e-4 * Math.Max(1, Math.Abs(value)));
    }

    [Fact]
    public void The_penalty_is_chosen_among_powers_of_ten_and_all_that_follows_has_the_same_bytes_on_any_number_of_threads()
    {
        var (train, validation) = TrainingSamples.MultiLabel();
        var one = TrainingSamples.Trainer.Train(train, validation, new(), ModelSpec.Linear, Linear);
        var three = TrainingSamples.Trainer.Train(train, validation, new(), ModelSpec.Linear, Linear, work: new() { Threads = 3 });
        Assert.InRange(one.L2!.Value, 0.01, 1000);
        Assert.Equal(Math.Round(Math.Log10(one.L2.Value)), Math.Log10(one.L2.Value), 9);
        Assert.Equal(TrainingSamples.Bits(one.Weights), TrainingSamples.Bits(three.Weights));
        var again = TrainingSamples.Trainer.Refit(one, train, validation, Linear);
        Assert.Equal(one.L2, again.L2);
        Assert.NotEqual(TrainingSamples.Bits(one.Weights), TrainingSamples.Bits(again.Weights));
    }

    [Fact]
    public void Noise_is_penalised_more_than_a_clear_difference()
    {
        Assert.True(Chosen(signal: 0) > Chosen(signal: 3));

        static double Chosen(double signal)
        {
            var rng = new Random(4);
            string[][] labels = [.. Enumerable.Range(0, 160).Select(i => (string[])[i % 2 == 0 ? "a" : "b"])];
            float[][] features = [.. labels.Select(label => Enumerable.Range(0, 20)
                .Select(column => (float)(rng.NextDouble() + (column == 0 && label[0] == "a" ? signal : 0))).ToArray())];
            var (train, validation) = TrainingSamples.Parts(features, labels, 120);
            return TrainingSamples.Trainer.Train(train, validation, new(), ModelSpec.Linear, Linear).L2!.Value;
        }
    }

    [Fact]
    public void Folds_share_no_artist_and_have_every_song_once()
    {
        Track[] tracks = [.. Enumerable.Range(0, 60).Select(i => new Track
        {
            Id = $"{i}", AudioPath = $"{i}.wav", Artist = $"artist {i / 4}", Labels = [i % 3 == 0 ? "a" : "b"],
        })];
        var folds = LogisticFolds.Of([.. tracks], seed: 1);
        Assert.Equal(5, folds.Length);
        Assert.Equal(Enumerable.Range(0, 60), folds.SelectMany(fold => fold).Order());
        Assert.Equal(15, folds.Sum(fold => fold.Select(i => tracks[i].Group).Distinct().Count()));
        Assert.Equal([3], folds.Select(fold => LogisticFolds.Of([.. fold.Take(12).Select(i => tracks[i])], 1).Length).Distinct());
    }

    [Fact]
    public void A_fit_that_was_stopped_goes_on_to_the_same_bytes()
    {
        using var folder = new TempFolder();
        var (train, validation) = TrainingSamples.MultiLabel();
        var whole = TrainingSamples.Trainer.Train(train, validation, new(), ModelSpec.Linear, Linear);
        using var stop = new CancellationTokenSource();
        var progress = new ProgressList<WorkProgress>(update =>
        {
            if (update is TrainingProgress { Finished.Epoch: 2 })
                stop.Cancel();
        });
        var options = new TrainingOptions { CheckpointPath = folder.File("checkpoint"), WhenStopped = WhenStopped.Resume };
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingSamples.Trainer.Train(train, validation, new(), ModelSpec.Linear, Linear,
            options, new() { Token = stop.Token, Progress = progress }));
        var resumed = TrainingSamples.Trainer.Train(train, validation, new(), ModelSpec.Linear, Linear, options);
        Assert.Equal(TrainingSamples.Bits(whole.Weights), TrainingSamples.Bits(resumed.Weights));
        Assert.Equal(whole.L2, resumed.L2);
        Assert.Equal(whole.LearningCurve.Epochs.Length, resumed.LearningCurve.Epochs.Length);
    }

    [Fact]
    public void What_does_not_go_with_it_is_refused()
    {
        var spec = new ExperimentSpec { Dataset = "demo" };
        spec.WithModel(ModelSpec.Linear).Validate();
        Assert.Contains("--model linear", Assert.Throws<InvalidSpecException>((spec with { Training = Linear }).Validate).Message,
            StringComparison.Ordinal);
        foreach (var wrong in new[]
        {
            Linear with { Mixup = new() }, Linear with { ClipNorm = 1 }, Linear with { AverageDecay = 0.9 },
            Linear with { Loss = new FocalLoss() }, Linear with { SegmentsPerSong = 2 },
        })
            Assert.Contains("AdamW", Assert.Throws<InvalidSpecException>(wrong.Validate).Message, StringComparison.Ordinal);
        Assert.Contains("L2 -1", Assert.Throws<InvalidSpecException>((Linear with { Optimizer = new Lbfgs(-1) }).Validate).Message,
            StringComparison.Ordinal);
        var (train, validation) = TrainingSamples.MultiLabel();
        Assert.Contains("MB may be used", Assert.Throws<WorkbenchException>(() => TrainingSamples.Trainer.Train(train, validation, new(),
            ModelSpec.Linear, Linear, new() { MemoryLimit = 5000 })).Message, StringComparison.Ordinal);
        Assert.Equal(new Lbfgs(3), SpecJson.Read<TrainingSpec>(SpecJson.Write(Linear with { Optimizer = new Lbfgs(3) })).Optimizer);
    }

    internal static (TrainingPart Train, ValidationPart Validation) Songs(JsonElement values, bool severalLabels)
    {
        float[][] features = [.. values.GetProperty("x").EnumerateArray().Select(row => Numbers(row).Select(x => (float)x).ToArray())];
        string[] names = ["a", "b", "c"];
        string[][] labels = severalLabels
            ? [.. values.GetProperty("several").EnumerateArray().Select(row => names.Where((_, i) => row[i].GetBoolean()).ToArray())]
            : [.. values.GetProperty("classes").EnumerateArray().Select(label => new[] { names[label.GetInt32()] })];
        // Every song is learned from, and the first are to choose by once more, which decides nothing.
        return TrainingSamples.Parts([.. features, .. features[..60]], [.. labels, .. labels[..60]], features.Length);
    }

    internal static IEnumerable<double> Numbers(JsonElement element) => element.ValueKind == JsonValueKind.Array
        ? element.EnumerateArray().SelectMany(Numbers) : [element.GetDouble()];

    private static void Centre(Span<double> values)
    {
        var mean = 0.0;
        foreach (var value in values)
            mean += value / values.Length;
        foreach (ref var value in values)
            value -= mean;
    }
}
