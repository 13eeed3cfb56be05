using Workbench.Foundation;
using Workbench.Training.Schedules;

namespace Workbench.Tests.Training.Schedules;

/// <summary>Expected values: the schedulers of PyTorch 1.13 with a learning rate of 1.</summary>
public class ScheduleTests
{
    [Fact]
    public void Constant_stays() => AssertBatches(new ConstantSchedule(), 2, 2, [1, 1, 1, 1]);

    [Fact]
    public void Cosine_with_warm_up_equals_LinearLR_and_CosineAnnealingLR() => AssertBatches(new CosineSchedule(1, 0.1, 0.05), 3, 4,
        [0.1, 0.325, 0.55, 0.775, 1, 0.9638427779428612, 0.8608757210636101, 0.7067746303734178, 0.525, 0.3432253696265824,
            0.18912427893638994, 0.0861572220571388]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_training_that_is_shorter_than_its_warm_up_equals_LinearLR_alone(int epochs) =>
        AssertBatches(new CosineSchedule(2, 0.2), epochs, 2, [.. Enumerable.Range(0, 2 * epochs).Select(step => 0.2 + 0.8 * step / 4)]);

    [Fact]
    public void Cosine_without_warm_up_equals_CosineAnnealingLR() => AssertBatches(new CosineSchedule(0), 2, 3,
        [1, 0.9330127018922194, 0.75, 0.5, 0.25, 0.06698729810778065]);

    [Fact]
    public void Step_equals_StepLR() => AssertBatches(new StepSchedule(2, 0.5), 7, 1, [1, 1, 0.5, 0.5, 0.25, 0.25, 0.125]);

    [Fact]
    public void One_cycle_equals_OneCycleLR() => AssertBatches(new OneCycleSchedule(), 4, 3,
        [0.04, 0.3497896542195831, 0.8792851591221287, 0.9944154354509117, 0.9330129698414117, 0.811745653949763, 0.6473789976951033,
            0.46263710266697505, 0.28306099820869923, 0.1334775301888306, 0.03456698742539522, 4e-06]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)] // the peak falls on a batch
    public void One_cycle_of_few_batches_is_never_above_the_peak_and_never_0(int batchCount)
    {
        var schedule = new OneCycleSchedule().Start(1, batchCount);
        Assert.All(Enumerable.Range(0, batchCount), batch => Assert.InRange(schedule.Factor(0, batch), 3.9e-6, 1));
    }

    [Fact]
    public void Plateau_equals_ReduceLROnPlateau()
    {
        double[] losses = [1, 0.9, 0.9, 0.89999, 0.95, 0.8, 0.81, 0.82, 0.83, 0.84, 0.85, 0.86, 0.7];
        double[] expected = [1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.005, 0.005, 0.005];
        var schedule = new PlateauSchedule(0.1, Patience: 1, FinalFactor: 0.005).Start(13, 1);
        for (var epoch = 0; epoch < losses.Length; epoch++)
        {
            Assert.Equal(expected[epoch], schedule.Factor(epoch, 0), 1e-12);
            schedule.EndEpoch(losses[epoch]);
        }
    }

    [Fact]
    public void A_plateau_goes_on_where_it_was_saved()
    {
        var spec = new PlateauSchedule(0.5, Patience: 1);
        ScheduleState first = spec.Start(9, 1), second = spec.Start(9, 1);
        foreach (var loss in new[] { 1.0, 2, 2, 2 })
            first.EndEpoch(loss);
        var stream = new MemoryStream();
        first.Save(new(stream));
        stream.Position = 0;
        second.Load(new(stream));
        Assert.Equal((0.5, 0.5), (first.Factor(4, 0), second.Factor(4, 0)));
        second.EndEpoch(2); // the second bad epoch since the step
        Assert.Equal(0.25, second.Factor(5, 0));
    }

    [Fact]
    public void Wrong_numbers_are_refused_with_the_remedy()
    {
        Assert.Equal("CosineSchedule: warm-up epochs -1 must be >= 0; 1 in 20 is usual, 0 is none.",
            Assert.Single(Problems(new CosineSchedule(-1))));
        Assert.Equal(3, Problems(new CosineSchedule(-1, 0, 2)).Length);
        Assert.Equal(2, Problems(new StepSchedule(0, 0)).Length);
        Assert.Equal(4, Problems(new PlateauSchedule(1, -1, -1, 2)).Length);
        Assert.Equal(3, Problems(new OneCycleSchedule(1, 0.5, double.NaN)).Length);
    }

    private static string[] Problems(Schedule schedule)
    {
        var problems = new SpecProblems("Schedule");
        schedule.Check(problems);
        return [.. Assert.Throws<InvalidSpecException>(problems.ThrowIfAny).Problems];
    }

    private static void AssertBatches(Schedule schedule, int epochs, int batchCount, double[] expected)
    {
        var state = schedule.Start(epochs, batchCount);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], state.Factor(i / batchCount, i % batchCount), 1e-12);
    }
}
