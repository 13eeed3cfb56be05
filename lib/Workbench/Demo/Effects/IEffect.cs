namespace Workbench.Demo.Effects;

/// <summary>Changes the sound of a whole part or mix.</summary>
internal interface IEffect
{
    /// <summary>Works in place.</summary>
    void Apply(Span<float> samples);
}
