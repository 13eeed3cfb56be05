namespace Workbench.Tests.CommandLine.Clusters;

/// <summary>The Slurm that the environment names.</summary>
internal static class RunningSlurm
{
    /// <summary>Skips the calling test, with the reason and the remedy, where none is named.</summary>
    public static void OrSkip() => Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("SLURM_CONF")),
        "needs a Slurm in SLURM_CONF: eval \"$(bash environment/slurm/start-local.sh FOLDER)\"");
}
