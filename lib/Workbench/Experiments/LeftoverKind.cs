namespace Workbench.Experiments;

/// <summary>Kinds of what can be freed.</summary>
public enum LeftoverKind
{
    /// <summary>Features of songs; extracted again when they are asked for.</summary>
    Features,

    /// <summary>What unfinished trainings go on from; without it they begin anew.</summary>
    Checkpoints,

    /// <summary>Archives of datasets that are unpacked, parts of unfinished downloads, and copies of jobs in object storages.</summary>
    Downloads,
}
