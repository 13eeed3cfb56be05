namespace Workbench.Foundation;

/// <summary>A spec that can be written in several ways that mean the same.</summary>
/// <typeparam name="TSelf">The spec itself.</typeparam>
internal interface ICanonical<out TSelf>
{
    /// <summary>The one way of writing it that identifies it.</summary>
    TSelf Canonical { get; }
}
