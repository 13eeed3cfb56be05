using Workbench.Kernel.Packages;

namespace Workbench.Kernel;

/// <summary>A project of a clone, which is built when a notebook asks for what it makes.</summary>
/// <param name="Path">Absolute path of the project's file, which is called as its library is.</param>
/// <param name="Configuration">What is built, for instance <c>Release</c>: that of the host.</param>
/// <param name="Sources">Absolute paths of folders with what it is made of beside its own; bin and obj in them do not count.</param>
/// <param name="Shared">
/// Absolute paths of libraries of the host that it is built against, in their folder in the clone, and runs with: one build of each.
/// </param>
public sealed record CloneProject(string Path, string Configuration, IReadOnlyList<string> Sources, IReadOnlyList<string> Shared)
{
    /// <summary>The folder of the project.</summary>
    internal string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>The library, once it is built.</summary>
    internal string Library => System.IO.Path.Combine(Folder, "bin", Configuration, RestoreProject.Framework,
        System.IO.Path.GetFileNameWithoutExtension(Path) + ".dll");
}
