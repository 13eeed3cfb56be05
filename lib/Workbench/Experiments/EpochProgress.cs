using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Experiments;

/// <summary>How far a training is when an epoch has just ended.</summary>
/// <param name="Work">What is told of any long work.</param>
/// <param name="Result">How the epoch went.</param>
internal sealed record EpochProgress(WorkProgress Work, EpochResult Result) : WorkProgress(Work);
