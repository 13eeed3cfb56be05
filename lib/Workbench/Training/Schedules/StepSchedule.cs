using Workbench.Foundation;

namespace Workbench.Training.Schedules;

/// <summary>Lowers the learning rate every so many epochs, as <c>torch.optim.lr_scheduler.StepLR</c>.</summary>
/// <param name="Epochs">Epochs between the steps, at least 1.</param>
/// <param name="Factor">Factor of each step, above 0 and at most 1.</param>
public sealed record StepSchedule(int Epochs = 30, double Factor = 0.1) : Schedule
{
    internal override void Check(SpecProblems problems) => problems
        .Require(Epochs >= 1, $"StepSchedule: epochs {Epochs} must be >= 1; 30 is usual.")
        .Require(Factor is > 0 and <= 1, $"StepSchedule: factor {Factor} must be above 0 and at most 1; 0.1 is usual.");

    internal override ScheduleState Start(int epochs, int batchCount) => new PlannedState((epoch, _) => Math.Pow(Factor, epoch / Epochs));
}
