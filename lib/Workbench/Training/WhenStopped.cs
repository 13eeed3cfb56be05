namespace Workbench.Training;

/// <summary>What becomes of a training that is stopped.</summary>
public enum WhenStopped
{
    /// <summary>The best epoch so far is the result; where no epoch is done, there is none.</summary>
    KeepBestEpoch,

    /// <summary>There is no result: the checkpoint stays, and the same training goes on from there when it is asked for again.</summary>
    Resume,
}
