using Workbench.Foundation;

namespace Workbench.Training.Schedules;

/// <summary>
/// Up to the optimizer's learning rate and down to almost nothing (Smith and Topin 2018), batch by batch, as
/// <c>torch.optim.lr_scheduler.OneCycleLR</c> with <c>max_lr</c> the optimizer's rate and without a cycle of the momentum.
/// </summary>
/// <param name="RiseShare">Share of the batches before the peak, above 0 and below 1.</param>
/// <param name="StartDivisor">The peak over the first rate, at least 1.</param>
/// <param name="FinalDivisor">The first rate over the last, at least 1.</param>
public sealed record OneCycleSchedule(double RiseShare = 0.3, double StartDivisor = 25, double FinalDivisor = 1e4) : Schedule
{
    internal override bool EndsWithTraining => true;

    internal override void Check(SpecProblems problems) => problems
        .Require(RiseShare is > 0 and < 1, $"OneCycleSchedule: rise share {RiseShare} must be above 0 and below 1; 0.3 is usual.")
        .Require(StartDivisor >= 1 && double.IsFinite(StartDivisor),
            $"OneCycleSchedule: start divisor {StartDivisor} must be >= 1; 25 is usual.")
        .Require(FinalDivisor >= 1 && double.IsFinite(FinalDivisor),
            $"OneCycleSchedule: final divisor {FinalDivisor} must be >= 1; 1e4 is usual.");

    internal override ScheduleState Start(int epochs, int batchCount)
    {
        var total = (double)epochs * batchCount;
        var peak = RiseShare * total - 1;
        var first = 1 / StartDivisor;
        return new PlannedState((epoch, batch) =>
        {
            var step = (double)epoch * batchCount + batch;
            return step < peak ? Between(first, 1, step / peak) : Between(1, first / FinalDivisor, (step - peak) / (total - 1 - peak));
        });
    }

    /// <summary>Along half a cosine.</summary>
    private static double Between(double start, double end, double share) => end + (start - end) / 2 * (1 + Math.Cos(Math.PI * share));
}
