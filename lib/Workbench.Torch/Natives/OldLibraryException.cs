using Workbench.Foundation;

namespace Workbench.Torch.Natives;

/// <summary>A library demands a version of the C++ library that the system does not have.</summary>
/// <param name="path">The library.</param>
/// <param name="version">The version.</param>
/// <param name="inner">What the system said, at length.</param>
internal sealed class OldLibraryException(string path, string version, Exception inner) : WorkbenchException(
    $"{path} demands {version} of the C++ library, and this system's is older: {NativeSearch.Remedy}, which mends that.", inner)
{
    /// <summary>The library.</summary>
    public string Path => path;

    /// <summary>As <c>GLIBCXX_3.4.32</c>.</summary>
    public string Version => version;
}
