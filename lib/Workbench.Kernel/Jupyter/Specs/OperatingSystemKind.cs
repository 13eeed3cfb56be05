namespace Workbench.Kernel.Jupyter.Specs;

/// <summary>Operating systems that Jupyter has a layout of folders for.</summary>
public enum OperatingSystemKind
{
    /// <summary>Linux, and what is like it.</summary>
    Linux,

    /// <summary>macOS.</summary>
    MacOS,

    /// <summary>Windows.</summary>
    Windows,
}
