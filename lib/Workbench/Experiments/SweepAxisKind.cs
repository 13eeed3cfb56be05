namespace Workbench.Experiments;

/// <summary>How a sweep varies a parameter.</summary>
public enum SweepAxisKind
{
    /// <summary>Some values.</summary>
    List,

    /// <summary>Any number of a range, each as likely.</summary>
    Linear,

    /// <summary>Any number of a range above 0, each order of magnitude as likely.</summary>
    Logarithmic,
}
