using Workbench.Foundation;

namespace Workbench.Datasets;

/// <summary>Told once a dataset is read.</summary>
/// <param name="Work">What is told of any long work.</param>
/// <param name="Dataset">What was read.</param>
public sealed record DatasetProgress(WorkProgress Work, Dataset Dataset) : WorkProgress(Work);
