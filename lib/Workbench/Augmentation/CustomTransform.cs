using Workbench.Foundation;

namespace Workbench.Augmentation;

/// <summary>
/// A transform that is not of this library: of another assembly, or of a notebook's cell where a lambda (<see cref="AudioTransform.Of"/>)
/// does not do, as for ranges and names of their own. What it draws is a record too, whose JSON is the identity of a changed copy:
/// <code>
/// public sealed record Fade(double MinSeconds = 1, double MaxSeconds = 4) : CustomTransform
/// {
///     protected override DrawnTransform DrawNumbers(Random rng) => new DrawnFade(Between(MinSeconds, MaxSeconds, rng));
/// }
/// public sealed record DrawnFade(double Seconds) : DrawnTransform { ... }
/// TransformKinds.Register&lt;Fade, DrawnFade>("fade");
/// </code>
/// </summary>
public abstract record CustomTransform : AudioTransform
{
    /// <summary>Draws the numbers from ranges that were checked.</summary>
    /// <param name="rng">Where from; all chance comes from here.</param>
    protected abstract DrawnTransform DrawNumbers(Random rng);

    /// <summary>What is wrong with the ranges: sentences with the value and the remedy.</summary>
    protected virtual IEnumerable<string> Problems() => [];

    internal sealed override void Check(SpecProblems problems)
    {
        problems.Require(TransformKinds.Knows(GetType()), WithoutKind("T", GetType()) + " T is what it draws.");
        foreach (var problem in Problems())
            problems.Require(false, problem);
    }

    private protected sealed override DrawnTransform DrawChecked(Random rng)
    {
        var drawn = DrawNumbers(rng);
        var type = drawn.GetType();
        return TransformKinds.KnowsDrawn(type) ? drawn : throw new WorkbenchException(WithoutKind(type.Name, type));
    }

    private string WithoutKind(string drawn, Type type)
    {
        var name = GetType().Name;
        return $"{type.Name} has no kind in JSON; call TransformKinds.Register<{name}, {drawn}>"
            + $"(\"{char.ToLowerInvariant(name[0])}{name[1..]}\") first.";
    }
}
