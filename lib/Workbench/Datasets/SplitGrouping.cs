namespace Workbench.Datasets;

/// <summary>What is kept together on one side of a split.</summary>
public enum SplitGrouping
{
    /// <summary>All recordings of an artist: the honest default.</summary>
    Artist,

    /// <summary>Only the recording itself. Lets a model recognise artists; used to measure the leak premium.</summary>
    Recording,

    /// <summary>All recordings of an album. Lets a model recognise artists by their other albums.</summary>
    Album,
}
