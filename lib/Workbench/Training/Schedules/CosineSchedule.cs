using Workbench.Foundation;

namespace Workbench.Training.Schedules;

/// <summary>
/// Rises in a straight line, then falls as half a cosine (Loshchilov and Hutter 2017), batch by batch: PyTorch's <c>LinearLR</c> and
/// <c>CosineAnnealingLR</c> behind one another in a <c>SequentialLR</c>.
/// </summary>
/// <param name="WarmupEpochs">Epochs of the rise, at least 0; a training that has no more of them is all rise.</param>
/// <param name="StartFactor">Factor of the first batch where there is a rise, above 0 and at most 1.</param>
/// <param name="FinalFactor">Factor that the fall ends at, from 0 to 1.</param>
public sealed record CosineSchedule(double WarmupEpochs = 1, double StartFactor = 0.01, double FinalFactor = 0) : Schedule
{
    internal override bool EndsWithTraining => true;

    internal override void Check(SpecProblems problems) => problems
        .Require(WarmupEpochs >= 0 && double.IsFinite(WarmupEpochs),
            $"CosineSchedule: warm-up epochs {WarmupEpochs} must be >= 0; 1 in 20 is usual, 0 is none.")
        .Require(StartFactor is > 0 and <= 1, $"CosineSchedule: start factor {StartFactor} must be above 0 and at most 1; 0.01 is usual.")
        .Require(FinalFactor is >= 0 and <= 1, $"CosineSchedule: final factor {FinalFactor} must be from 0 to 1; 0 is usual.");

    internal override ScheduleState Start(int epochs, int batchCount)
    {
        var total = (double)epochs * batchCount;
        var rise = Math.Round(WarmupEpochs * batchCount);
        return new PlannedState((epoch, batch) =>
        {
            var step = (double)epoch * batchCount + batch;
            return step < rise
                ? StartFactor + (1 - StartFactor) * step / rise
                : FinalFactor + (1 - FinalFactor) * (1 + Math.Cos(Math.PI * (step - rise) / (total - rise))) / 2;
        });
    }
}
