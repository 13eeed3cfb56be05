namespace Workbench.Cli;

/// <summary>What runs networks, as the command line names it.</summary>
internal enum EngineKind
{
    /// <summary>Torch where it is at hand and has a GPU, else the managed engine.</summary>
    Auto,

    /// <summary>The library's own.</summary>
    Managed,

    /// <summary>That of the package <c>Workbench.Torch</c>.</summary>
    Torch,
}
