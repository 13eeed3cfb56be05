using Workbench.Augmentation;
using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>Told before copies of songs are made.</summary>
/// <param name="Work">What is told of any long work.</param>
/// <param name="Plan">Which copies.</param>
public sealed record AugmentationProgress(WorkProgress Work, AugmentationPlan Plan) : WorkProgress(Work);
