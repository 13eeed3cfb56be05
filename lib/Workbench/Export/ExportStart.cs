namespace Workbench.Export;

/// <summary>Where an exported graph begins.</summary>
public enum ExportStart
{
    /// <summary>At the samples: the file needs nothing beside it.</summary>
    Audio,

    /// <summary>At the features, which whoever runs the file has to bring.</summary>
    Features,
}
