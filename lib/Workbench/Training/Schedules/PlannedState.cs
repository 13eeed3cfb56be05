namespace Workbench.Training.Schedules;

/// <summary>A schedule that is known beforehand.</summary>
/// <param name="factor">The factor by epoch and batch, both from 0.</param>
internal sealed class PlannedState(Func<int, int, double> factor) : ScheduleState
{
    public override double Factor(int epoch, int batch) => factor(epoch, batch);
}
