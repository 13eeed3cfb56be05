namespace Workbench.Datasets;

/// <summary>Where the genres of a folder of music come from.</summary>
public enum LabelSource
{
    /// <summary>
    /// From the folders where every song lies exactly one folder deep and that folder is not its artist; else from the tags.
    /// </summary>
    Auto,

    /// <summary>From the first folder below the root.</summary>
    Folders,

    /// <summary>From the genre tags.</summary>
    Tags,
}
