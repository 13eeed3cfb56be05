using Workbench.Training.Checkpoints;

namespace Workbench.Training.Schedules;

/// <summary>A <see cref="Schedule"/> at work.</summary>
internal abstract class ScheduleState : ICheckpointed
{
    /// <summary>The factor of the learning rate.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="batch">From 0.</param>
    public abstract double Factor(int epoch, int batch);

    /// <summary>Hears how an epoch went.</summary>
    /// <param name="validationLoss">Mean loss of the validation part after it.</param>
    public virtual void EndEpoch(double validationLoss) { }

    /// <inheritdoc/>
    public virtual void Save(BinaryWriter writer) { }

    /// <inheritdoc/>
    public virtual void Load(BinaryReader reader) { }
}
