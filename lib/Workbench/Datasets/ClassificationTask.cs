namespace Workbench.Datasets;

/// <summary>How many genres a song has, and so what a model decides of it.</summary>
public enum ClassificationTask
{
    /// <summary>Any number: each genre is a yes-or-no question of its own, decided by a threshold.</summary>
    MultiLabel,

    /// <summary>Exactly one of several (multi-class): that of the highest probability is decided for.</summary>
    SingleLabel,
}
