namespace Workbench.Foundation;

/// <summary>How far a long work is. Reported through <see cref="IProgress{T}"/>; the command line draws it as a bar.</summary>
/// <param name="Task">What is being done, in a few words; the same words for the same bar.</param>
/// <param name="Done">Units finished.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Detail">What else is worth knowing now, for instance a rate or the latest score.</param>
public record WorkProgress(string Task, long Done, long Total, string? Detail = null)
{
    /// <summary>How much is done, for people.</summary>
    public virtual string Amount => $"{Done}/{Total}";

    /// <summary>What stays to be read when the task is over, for people.</summary>
    public virtual string Outcome => Amount;
}
