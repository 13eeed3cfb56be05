namespace Workbench.Kernel.Editing;

/// <summary>One way to go on with what is being written.</summary>
/// <param name="Text">What stands in the code when it is chosen; of a type whose namespace is not opened, the name alone.</param>
/// <param name="Kind">
/// What it is, for the front end's icon: <c>class</c>, <c>struct</c>, <c>interface</c>, <c>enum</c>, <c>delegate</c>,
/// <c>namespace</c>, <c>typeParameter</c>, <c>method</c>, <c>property</c>, <c>field</c>, <c>enumMember</c>, <c>event</c>,
/// <c>variable</c>, <c>parameter</c>, <c>keyword</c>, <c>file</c> or <c>folder</c>.
/// </param>
/// <param name="Detail">Type and default of what takes a value, for instance <c>double = 0.001</c>; null of all else.</param>
/// <param name="Namespace">The namespace that the code has yet to open; null where the text means something as it stands.</param>
public sealed record Completion(string Text, string Kind, string? Detail = null, string? Namespace = null)
{
    /// <summary>What stands in the code where no <c>using</c> can be added beside it; null where nothing then does.</summary>
    internal string? Qualified { get; init; } = Namespace is null ? Text : $"{Namespace}.{Text}";
}
