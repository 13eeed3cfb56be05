using Workbench.Foundation;

namespace Workbench.Training.Schedules;

/// <summary>The learning rate stays as it is.</summary>
public sealed record ConstantSchedule : Schedule
{
    internal override void Check(SpecProblems problems) { }

    internal override ScheduleState Start(int epochs, int batchCount) => new PlannedState((_, _) => 1);
}
