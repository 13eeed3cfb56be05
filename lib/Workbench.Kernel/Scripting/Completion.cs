namespace Workbench.Kernel.Scripting;

/// <summary>One way to go on with what is being written.</summary>
/// <param name="Text">What stands in the code when it is chosen.</param>
/// <param name="Kind">
/// What it is, for the front end's icon: <c>class</c>, <c>struct</c>, <c>interface</c>, <c>enum</c>, <c>delegate</c>,
/// <c>namespace</c>, <c>typeParameter</c>, <c>method</c>, <c>property</c>, <c>field</c>, <c>enumMember</c>, <c>event</c>,
/// <c>variable</c>, <c>parameter</c>, <c>keyword</c>, <c>file</c> or <c>folder</c>.
/// </param>
public sealed record Completion(string Text, string Kind);
