namespace Workbench.Kernel.Editing;

/// <summary>A public type of a library.</summary>
/// <param name="Name">Its name, without its type parameters.</param>
/// <param name="Namespace">Where it is.</param>
/// <param name="Kind">As in <see cref="Completion"/>.</param>
/// <param name="Extensions">The names of the extension methods that it holds, each once.</param>
internal readonly record struct IndexedType(string Name, string Namespace, string Kind, string[] Extensions);
