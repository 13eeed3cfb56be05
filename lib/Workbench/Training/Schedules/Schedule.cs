using System.Text.Json.Serialization;
using Workbench.Foundation;

namespace Workbench.Training.Schedules;

/// <summary>How the learning rate changes: a factor of the optimizer's.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
[JsonDerivedType(typeof(StepSchedule), "step")]
[JsonDerivedType(typeof(PlateauSchedule), "plateau")]
[JsonDerivedType(typeof(OneCycleSchedule), "oneCycle")]
public abstract record Schedule
{
    private protected Schedule() { }

    /// <summary>Whether the rate settles only in the last epoch, so that a training cut short is unfinished.</summary>
    internal virtual bool EndsWithTraining => false;

    /// <summary>Notes what is wrong with the numbers.</summary>
    /// <param name="problems">Where to.</param>
    internal abstract void Check(SpecProblems problems);

    /// <summary>Begins a training.</summary>
    /// <param name="epochs">Epochs of the training.</param>
    /// <param name="batchCount">Batches of an epoch.</param>
    internal abstract ScheduleState Start(int epochs, int batchCount);
}
