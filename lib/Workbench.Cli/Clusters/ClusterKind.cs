namespace Workbench.Cli.Clusters;

/// <summary>The clusters that jobs can be submitted to.</summary>
internal enum ClusterKind
{
    /// <summary>Slurm.</summary>
    Slurm,

    /// <summary>Kubernetes.</summary>
    Kubernetes,
}
