namespace Workbench.Datasets;

/// <summary>
/// A form that a dataset may have. Its reader declares it and <see cref="DatasetReader"/> lists it; recognition, help texts and errors
/// are made from that list.
/// </summary>
/// <param name="InWords">What it is called, to go on from "a dataset is", for instance <c>a folder of GTZAN</c>.</param>
/// <param name="Recognises">Whether a request is for a dataset of this form, if it is of none of the forms before it.</param>
/// <param name="Read">Reads it.</param>
internal sealed record DatasetForm(string InWords, Func<DatasetRequest, bool> Recognises, Func<DatasetRequest, Dataset> Read);
