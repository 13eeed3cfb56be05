using System.Collections.Immutable;
using Workbench.Experiments;
using Workbench.Foundation;
using Workbench.Training;

namespace Workbench.Notebook;

/// <summary>The training of an experiment among <see cref="LiveCurves"/>: one curve, or of an ensemble one a member.</summary>
/// <param name="live">Where it is shown.</param>
/// <param name="name">What the training is called.</param>
/// <param name="members">What its members are called.</param>
internal sealed class LiveMembers(LiveCurves live, string name, ImmutableArray<string> members) : IProgress<WorkProgress>
{
    private readonly Lock gate = new();
    private readonly List<LiveCurve> curves = [Follow(live, name, members, 0)];

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (gate) // several threads report
        {
            while (curves.Count is var next && next < members.Length
                && value.Task.EndsWith(MemberProgress.Mark(members[next], next, members.Length), StringComparison.Ordinal))
                curves.Add(Follow(live, name, members, curves.Count));
            curves[^1].Report(value);
        }
    }

    /// <summary>Tells of the end.</summary>
    /// <param name="results">One a member.</param>
    public void End(ImmutableArray<LearningCurve> results)
    {
        while (curves.Count < members.Length)
            curves.Add(Follow(live, name, members, curves.Count));
        for (var i = 0; i < curves.Count; i++)
            curves[i].End(results[i]);
    }

    private static LiveCurve Follow(LiveCurves live, string name, ImmutableArray<string> members, int member) =>
        live.Follow(members.Length == 1 ? name : $"{name}: {members[member]}");
}
