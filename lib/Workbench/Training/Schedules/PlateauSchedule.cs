using Workbench.Foundation;

namespace Workbench.Training.Schedules;

/// <summary>
/// Lowers the learning rate when the validation loss no longer falls, as <c>torch.optim.lr_scheduler.ReduceLROnPlateau</c>.
/// </summary>
/// <param name="Factor">Factor of each step, above 0 and below 1.</param>
/// <param name="Patience">Epochs without a lower loss that are let pass, 0 or more.</param>
/// <param name="Threshold">Share by which a loss must be lower to count as such, from 0 to below 1.</param>
/// <param name="FinalFactor">Lowest factor in all, from 0 to 1.</param>
public sealed record PlateauSchedule(double Factor = 0.1, int Patience = 10, double Threshold = 1e-4, double FinalFactor = 0) : Schedule
{
    internal override void Check(SpecProblems problems) => problems
        .Require(Factor is > 0 and < 1, $"PlateauSchedule: factor {Factor} must be above 0 and below 1; 0.1 is usual.")
        .Require(Patience >= 0, $"PlateauSchedule: patience {Patience} must be >= 0; 10 is usual, less than that of the training.")
        .Require(Threshold is >= 0 and < 1, $"PlateauSchedule: threshold {Threshold} must be >= 0 and below 1; 1e-4 is usual.")
        .Require(FinalFactor is >= 0 and <= 1, $"PlateauSchedule: final factor {FinalFactor} must be from 0 to 1; 0 is usual.");

    internal override ScheduleState Start(int epochs, int batchCount) => new State(this);

    /// <summary><see cref="PlateauSchedule"/> at work.</summary>
    private sealed class State(PlateauSchedule spec) : ScheduleState
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
}
