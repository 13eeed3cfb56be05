using Workbench.Foundation;

namespace Workbench.Experiments;

/// <summary>Says of which member of an ensemble is told what is told.</summary>
/// <param name="other">Who is told.</param>
/// <param name="name">What the member is called.</param>
/// <param name="place">Its place, from 0.</param>
/// <param name="count">How many there are.</param>
internal sealed class MemberProgress(IProgress<WorkProgress> other, string name, int place, int count) : IProgress<WorkProgress>
{
    /// <inheritdoc/>
    public void Report(WorkProgress value) => other.Report(value is WorkNotice ? value
        : value with { Task = $"{value.Task} {Mark(name, place, count)}" });

    /// <summary>How the task of a member ends.</summary>
    public static string Mark(string name, int place, int count) => FormattableString.Invariant($"{name} ({place + 1} of {count})");
}
