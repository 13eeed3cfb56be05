namespace Workbench.Training.Schedules;

/// <summary><see cref="PlateauSchedule"/> at work.</summary>
internal sealed class PlateauState(PlateauSchedule spec) : ScheduleState
{
    private double factor = 1;
    private double lowest = double.PositiveInfinity;
    private int badEpochs;

    public override double Factor(int epoch, int batch) => factor;

    public override void EndEpoch(double validationLoss)
    {
        if (validationLoss < lowest * (1 - spec.Threshold))
            (lowest, badEpochs) = (validationLoss, 0);
        else if (++badEpochs > spec.Patience)
            (factor, badEpochs) = (Math.Max(factor * spec.Factor, spec.FinalFactor), 0);
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(factor);
        writer.Write(lowest);
        writer.Write(badEpochs);
    }

    public override void Load(BinaryReader reader)
    {
        factor = reader.ReadDouble();
        lowest = reader.ReadDouble();
        badEpochs = reader.ReadInt32();
    }
}
