using System.Runtime.CompilerServices;
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
[JsonDerivedType(typeof(OwnSchedule), "own")]
public abstract record Schedule
{
    private protected Schedule() { }

    /// <summary>
    /// A schedule of one's own, which stands wherever the others do:
    /// <code>var sawtooth = Schedule.Of("sawtooth", (epoch, epochs) => 1 - epoch % 5 / 5);</code>
    /// Specs keep its name and text, which must tell all: the lambda uses nothing from outside.
    /// </summary>
    /// <param name="name">What people call it.</param>
    /// <param name="factor">
    /// The factor of the learning rate, finite and at least 0, asked for every batch: by how many epochs are over, from 0, with the batches
    /// of the present one as its fraction, and by the epochs of the training. Trained again on all songs, a model has as many epochs as
    /// were best.
    /// </param>
    /// <param name="text">The source of <paramref name="factor"/>; the compiler fills it in.</param>
    /// <exception cref="WorkbenchException">No usable name, no lambda, or one that uses variables or functions from outside.</exception>
    public static Schedule Of(string name, Func<double, int, double> factor, [CallerArgumentExpression(nameof(factor))] string text = "") =>
        OwnSchedule.Define(name, factor, text);

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
