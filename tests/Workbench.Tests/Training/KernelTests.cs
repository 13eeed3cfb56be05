using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Models;
using Workbench.Tests.Reference;
using Workbench.Training;
using Workbench.Training.Logistic;
using Workbench.Training.Optimizers;
using Workbench.Training.Scaling;

namespace Workbench.Tests.Training;

/// <summary>
/// The logistic regression over an RBF kernel against scikit-learn 1.2.1 with the eigenvalues of NumPy (<c>scripts/sklearn_values.py</c>).
/// </summary>
public class KernelTests
{
    [Theory]
    [InlineData("kernel", 240, 0.1)]
    [InlineData("kernel_50", 50, 1)]
    [InlineData("kernel_several_50", 50, 1)]
    public void A_fit_says_what_that_of_scikit_learn_over_the_same_centers_says(string fit, int centers, double l2)
    {
        var values = ReferenceValues.Json("sklearn/logistic.json");
        var (train, validation) = LogisticTests.Songs(values, severalLabels: fit == "kernel_several_50");
        var spec = TrainingSpec.Linear with { Scaler = ScalerKind.Standard, Optimizer = new Lbfgs(l2) };
        var result = TrainingSamples.Trainer.Train(train, validation, new(), new([new RbfKernel(centers)]), spec);

        var expected = values.GetProperty("fits").GetProperty(fit);
        int[] chosen = [.. expected.GetProperty("centers").EnumerateArray().Select(song => song.GetInt32())];
        Assert.Equal(chosen, KernelBasis.Choose(result.Vocabulary.Encode(train.Tracks), centers));
        var kernel = Assert.IsType<RbfKernel>(Assert.Single(result.Spec.Layers));
        Assert.InRange(kernel.Centers, 40, centers);
        Assert.Equal([kernel.Centers, 6], result.Weights["0.centers"].Shape);
        Assert.Equal(StopReason.Converged, result.LearningCurve.Stopped);
        double[] probabilities = [.. LogisticTests.Numbers(expected.GetProperty("probabilities"))];
        var actual = new TrainedModel(result).Predict(train.Songs);
        // The functions are float32, and a fit ends where slopes are below 1e-6: in NumPy the same steps differ by 4e-5.
        foreach (var (i, probability) in probabilities.Index())
            Assert.Equal(probability, actual[i / 3, i % 3], 2e-4);
    }

    [Fact]
    public void Songs_that_are_there_twice_are_one_center_and_all_has_the_same_bytes_on_any_number_of_threads()
    {
        var rng = new Random(6);
        float[][] songs = [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 30).Select(_ => rng.NextSingle()).ToArray())];
        string[][] labels = [.. songs.Select(song => (string[])[song[0] > song[1] ? "a" : "b"])];
        var (train, validation) = TrainingSamples.Parts([.. songs, .. songs, .. songs], [.. labels, .. labels, .. labels], 80);
        var one = Train(new() { Threads = 1 });
        Assert.Equal(new RbfKernel(40), Assert.Single(one.Spec.Layers));
        Assert.All(one.Weights.Tensors, tensor => Assert.All(tensor.Values.ToArray(), value => Assert.True(float.IsFinite(value))));
        Assert.Equal(TrainingSamples.Bits(one.Weights), TrainingSamples.Bits(Train(new() { Threads = 3 }).Weights));
        var again = TrainingSamples.Trainer.Refit(one, train, validation, TrainingSpec.Linear);
        Assert.Equal((one.Spec, one.L2), (again.Spec, again.L2));
        Assert.Equal([40, 30], new TrainedModel(one).Weights["0.centers"].Shape);

        TrainingResult Train(Work work) =>
            TrainingSamples.Trainer.Train(train, validation, new(), ModelSpec.Kernel, TrainingSpec.Linear, work: work);
    }

    [Fact]
    public void It_learns_what_no_line_divides()
    {
        var (train, validation) = TrainingSamples.MultiLabel();
        double Area(ModelSpec model) => TrainingSamples.Trainer.Train(train, validation, new(), model, TrainingSpec.Linear)
            .LearningCurve.Epochs[^1].ValidationRocAucMacro;
        Assert.True(Area(ModelSpec.Kernel) > Area(ModelSpec.Linear) + 0.1);
    }

    [Fact]
    public void Centers_stand_for_every_genre_and_for_all_of_each()
    {
        var labels = new LabelMatrix(1000, 3);
        for (var song = 0; song < 1000; song++)
        {
            labels[song, 0] = song < 10;
            labels[song, 1] = song < 210;
            labels[song, 2] = song is >= 210 and < 990;
        }
        var chosen = KernelBasis.Choose(labels, 100);
        Assert.Equal(100, chosen.Distinct().Count());
        Assert.Equal((10, 10), (chosen.Count(song => song < 10), chosen.Count(song => song >= 990)));
        Assert.Equal((40, 40), (chosen.Count(song => song is >= 10 and < 210), chosen.Count(song => song is >= 210 and < 990)));
        Assert.Equal(20, chosen.Count(song => song is >= 10 and < 110));
        Assert.Equal([.. Enumerable.Range(0, 1000)], KernelBasis.Choose(labels, 1000));
        Assert.Equal(2, KernelBasis.Choose(labels, 2).Length);
    }

    [Fact]
    public void What_does_not_go_with_it_is_refused()
    {
        var spec = new ExperimentSpec { Dataset = "demo" }.WithModel(ModelSpec.Kernel);
        spec.Validate();
        foreach (var model in new[]
        {
            ModelSpec.Kernel, new([new RbfKernel(), new Linear(3)]), new([new Residual([new RbfKernel(6), new Linear(6)])]),
        })
            Assert.Contains("--model kernel", Refusal(spec with { Model = model, Training = new() { Optimizer = new AdamW() } }),
                StringComparison.Ordinal);
        Assert.Contains("no layer beside it", Refusal(spec with { Model = new([new RbfKernel(), new Relu()]) }), StringComparison.Ordinal);
        var (train, validation) = TrainingSamples.MultiLabel();
        Assert.Contains("--model kernel", Assert.Throws<InvalidSpecException>(() => TrainingSamples.Trainer.Train(train, validation, new(),
            ModelSpec.Kernel, TrainingSpec.Default)).Message, StringComparison.Ordinal);
        Assert.Contains("300 centers need", Assert.Throws<WorkbenchException>(() => TrainingSamples.Trainer.Train(train, validation, new(),
            ModelSpec.Kernel, TrainingSpec.Linear, new() { MemoryLimit = 500_000 })).Message, StringComparison.Ordinal);

        static string Refusal(ExperimentSpec spec) => Assert.Throws<InvalidSpecException>(spec.Validate).Message;
    }
}
